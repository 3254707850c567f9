// createKago: the public API over the desk of a page.

import { FLUSH_MS_MAX } from '../page/in-time';
import { encode } from '../engine/encode';
import { complain, inBrowser, type Options, readOptions } from './options';
import { Desk } from './desk';
import type { Files, Parts } from './files';
import { tellWrong } from './tell';
import { guarded as safely } from '../page/guard';
import type { Kago, TrackOptions } from './types';

/** The typed calls. Each makes the event of its name: `productViewed` makes `ecommerce.product_viewed`. */
const CALLS = [
  'productViewed', 'cartUpdated', 'cartEmptied', 'checkoutStarted', 'orderPlaced', 'orderRefunded', 'orderCancelled',
] as const satisfies (keyof Kago)[];

const eventOf = (call: string) =>
  (call === 'cartEmptied' ? 'kago.' : 'ecommerce.') + call.replace(/[A-Z]/g, '_$&').toLowerCase();

/** A call that a stub held: method, arguments, time of the call, who waits for the result. */
export type HeldCall = [method: keyof Kago, args: ArrayLike<unknown> & Iterable<unknown>, time: number, resolve: (result: unknown) => void];

export interface Internals {
  api: Kago;
  replay(calls: HeldCall[]): void;
}

export type { Files, Parts };

const KEY = Symbol.for('kago');

/** By collector and key, with the options as text. One for all copies of this script that a page has loaded. */
type Trackers = Map<string, [options: string, tracker: Internals]>;

/**
 * Whatever `given` is. A tag that is pasted twice, a tag beside npm, a script that a framework runs again: one
 * tracker, the first, since two would each hear every click. Another collector or key is another shop's.
 */
export function create(given: unknown, files: Files): Internals {
  const options = readOptions(given, (name, value) => void tellWrong(files, name, value));
  const text = encode(options);
  const key = `${options.collector} ${options.writeKey}`;
  const trackers: Trackers = inBrowser() ? ((window as { [KEY]?: Trackers })[KEY] ??= new Map()) : new Map();
  const [known, other] = trackers.get(key) ?? [];
  if (other) {
    if (known !== text) void tellWrong(files, 'started again');
    return other;
  }
  const started = start(options, files, () => trackers.delete(key));
  trackers.set(key, [text, started]);
  return started;
}

/** A list that isn't the stub's may hold anything. */
const replayed = safely(([method, args, time, resolve]: HeldCall, at: (time: () => number) => Kago) => {
  resolve((at(() => time)[method] as (...all: unknown[]) => unknown)?.(...args));
}, complain);

function start(options: Options, files: Files, ends: () => void): Internals {
  const desk = new Desk(options, files);
  const { guarded } = desk;
  const at = (time: () => number): Kago => {
    const track = guarded((name: unknown, properties: unknown, opts?: TrackOptions) => desk.track(name, properties, opts, time()));
    const api = {
      track: track as Kago['track'],
      cartObserved: guarded((reply: unknown) => desk.cartObserved(reply, time())) as Kago['cartObserved'],
      identify: guarded((userId: unknown, contact: unknown) => desk.identify(userId, contact, time())) as Kago['identify'],
      setConsent: guarded((consent: unknown) => desk.setConsent(consent), () => {}),
      flush: guarded(() => desk.flush(), () => desk.status(), FLUSH_MS_MAX),
      getStatus: guarded(() => desk.getStatus(), () => desk.status()),
      on: (event, listener) => desk.on(event, listener),
      stop: guarded(() => {
        ends();
        return desk.stop();
      }, () => {}),
    } as Kago;
    for (const call of CALLS) api[call] = (properties: unknown, opts?: TrackOptions) => track(eventOf(call), properties, opts) as Promise<any>;
    return api;
  };
  return {
    api: at(Date.now),
    replay: (calls) => {
      for (const call of calls) replayed(call, at);
    },
  };
}
