// What only pages load that have a platform, or a core that isn't the usual one, as a file of its own: which sources
// observe the page, which of Kago's other files that takes, who starts the observers (observers.ts), whose consent
// counts, and how what is seen is written down. A shop that makes the calls itself has none of it.

import { addressOf, encodeSeen } from './common/seen';
import { hasConsent, isSource, namesOf, partOf, type Source, wasmFor } from './names';
import { Observers } from './observers';
import type { When } from './shop';
import type { Events } from '../api/events';
import type { CoreName, Loaded } from '../api/files';
import type { Options } from '../api/options';
import type { Consent, TrackResult } from '../api/types';
import { isLeftToPlatform } from '../consent/first';
import type { Gate } from '../consent/gate';
import type { encode } from '../engine/encode';
import { guarded } from '../page/guard';
import type { Stop } from '../page/listen';
import { watchViews } from '../page/sight';
import type { Views } from '../page/views';

/** What the tracker lends. */
export interface Page {
  options: Options;
  files: Pick<Loaded, 'part' | 'wasm' | 'explain' | 'trace'>;
  events: Pick<Events, 'warn' | 'failed'>;
  gate: Pick<Gate, 'word' | 'set'>;
  views: Pick<Views, 'look'>;
  /** Resolves when someone sees the page. */
  seen: Promise<void>;
  complain(what: string): void;
  encode: typeof encode;
  /** The names of the sources, with a space between: known before any of them says a word, which is heard by them. */
  found(platform: string): void;
  isOver(): boolean;
  /** The shop itself has said a word on consent. */
  hasSaid(): boolean;
  /** Says what was seen: members of a line of core/input.h. Never rejects. */
  say(time: number, members: string, name: string, view: number): Promise<TrackResult>;
}

/** What the tracker has of it. */
export interface Sight {
  /** The core that fits them. */
  wasm: CoreName;
  /** The hashes of all modules that kago.js doesn't know itself; one of them has to fit. */
  integrity: string;
  /** Observers that run, and those that don't though they should. */
  running: string[];
  failed: string[];
  /** The platform's reply as members of a line, of a shop that holds it in its hands. */
  cart(reply: string, address: string): string;
  notify(when: When): void;
  stop(): void;
}

/** Undefined when the tracker was stopped meanwhile. */
export async function lookAt(page: Page): Promise<Sight | undefined> {
  const sources = await findSources(page);
  return page.isOver() ? undefined : sightOf(page, sources);
}

export async function findSources({ options, files, complain }: Pick<Page, 'options' | 'files' | 'complain'>): Promise<Source[]> {
  const known: Source[] = [];
  for (const name of namesOf(options.platform)) {
    if (name === 'auto') known.push(...(await (await files.part('auto')).findPlatform()));
    else if (isSource(name)) known.push(name);
    else if (name !== 'none') complain(`option "platform" (data-platform): "${name}" is none; see README.md`);
  }
  return [...new Set(known)];
}

function sightOf(page: Page, sources: Source[]): Sight {
  const { encode, events, files, gate, say, seen, views } = page;
  const { braze, currency, debug, observe, urlParameters } = page.options;
  const view = () => views.look();
  const integrity = __INTEGRITY__;
  let stopWatching: Stop | undefined;
  page.found(sources.join(' '));
  leaveConsent(page, sources);

  const membersOf = (from: string, what: string, text: string, address: string) =>
    `${encode({ from, what, url: addressOf(address, urlParameters, text) }).slice(1, -1)},"data":${text}`;

  const observers = new Observers({
    seen, view,
    trace: files.trace,
    warn: (what, detail) => events.warn(what, detail),
    allowed: () => gate.word === 'granted',
    consent: platformConsent(page, sources),
    lost: (error) => files.explain(error as Error),
    see: (from, what, data, at) => say(at.time, membersOf(from, what, encodeSeen(encode, data), at.address), what, at.view),
    watchViews: () => { stopWatching ??= watchViews(view); },
    loadMarkup: async () => {
      const { markup } = await files.wasm('kago-markup', integrity);
      return (data, variant, address) => {
        const text = encodeSeen(encode, data);
        const about = encode({ url: addressOf(address, urlParameters, text), currency, url_parameters: urlParameters?.join(' '), variant });
        return JSON.parse(markup!(`{"page":${text},${about.slice(1)}`));
      };
    },
  });
  if (observe !== false) for (const source of sources) void observers.start(source, () => files.part(partOf(source))).catch(events.failed(source));

  return {
    wasm: wasmFor(sources, !!braze, !!debug),
    integrity,
    running: observers.running,
    failed: observers.failed,
    cart: (reply, address) => membersOf(sources[0] ?? '', 'cart', encodeSeen(encode, JSON.parse(reply), true), address),
    notify: (when) => observers.notify(when),
    stop: () => {
      stopWatching?.();
      observers.stop();
    },
  };
}

const setConsent = ({ gate, events }: Page) => guarded((word: Consent) => gate.set(word), events.failed('consent'));

/** `auto` behaves as the platform that it has found. */
function leaveConsent(page: Page, sources: Source[]): void {
  const { options, gate, files } = page;
  const isTold = options.observe !== false && sources.some(hasConsent);
  if (options.consent === 'platform' && !isTold) files.explain('consent');
  const wasLeft = isLeftToPlatform(options);
  if (wasLeft && !isLeftToPlatform({ ...options, platform: sources }) && !page.hasSaid() && gate.word === 'unknown') setConsent(page)('granted');
}

/** Its word counts when it has changed: the shop may have said another since, or before the first, which only a denial overrules. */
function platformConsent(page: Page, sources: Source[]): (consent: Consent) => void {
  const isLeft = isLeftToPlatform({ ...page.options, platform: sources });
  let last: Consent | undefined;
  return (consent) => {
    if (!isLeft || consent === last) return;
    const isFirst = !last;
    last = consent;
    if (!(isFirst && page.hasSaid()) || consent === 'denied') setConsent(page)(consent);
  };
}
