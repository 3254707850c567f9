// What an observer gets of Kago. An observer listens to its platform, reads the platform's own
// endpoints, and hands over their JSON; what it means is decided in core/platform/. It patches nothing
// and throws into nothing: every function that it hands to the page goes through `listen`, `after` or
// `guard`. And it ends with the tracker: what it begins in another way it hands to `until`.

import type { Consent, TrackResult } from '../api/types';
import type { Selection } from '../generated/selections';
import type { Stop } from '../page/listen';
import type { Trace } from './trace';

/** What the tracker lends to each observer; observers.ts makes a Shop of it. */
export interface Lent {
  /** Hands over what the selection names of what was seen, and nothing else (common/pick.ts). */
  see(what: string, data: unknown, selection: Selection): Promise<TrackResult>;
  /** A copy of that much, for what may be another thing by the time it is handed over. */
  pick(value: unknown, selection: Selection): any;
  /** Consent is granted: only then may an endpoint be read. */
  allowed(): boolean;
  /** The platform's own consent. Counts when the shop leaves it to the platform. */
  consent(consent: Consent): void;
  watchViews(): void;
  /**
   * Calls `work` once a platform among the sources has spoken of the page's product, whose ids are those of its cart: at
   * once where there is none, after ten seconds or at the page's end where it says nothing.
   */
  later(work: () => void): void;
  /** Said in debug mode. */
  warn(what: string, detail?: unknown): void;
  /** With `debug` only. */
  trace?: Trace;
}

/**
 * `view`: another view begins (js/src/page/views.ts). `back`: in front again. `hide`: in the background.
 * `end`: the page is left, whatever isn't handed over before the listener returns may be lost.
 * `denied`: what was handed over is lost, and so is all that is handed over from now on; told again just
 * before `allowed`: consent was granted, and what the page shows now is to be said.
 */
export type When = 'view' | 'back' | 'hide' | 'end' | 'denied' | 'allowed';

export interface Shop extends Omit<Lent, 'watchViews'> {
  on(when: When, listener: () => unknown): void;
  listen(target: EventTarget, type: string, listener: (event: any) => void, options?: AddEventListenerOptions): void;
  /** Returns what calls it off. */
  after(ms: number, work: () => unknown): Stop;
  /** For callbacks that the page or the browser keeps: nothing that fails in it reaches them, and it ends with the tracker. */
  guard<A extends unknown[]>(work: (...args: A) => unknown): (...args: A) => void;
  /** Called when the tracker is stopped. */
  until(stop: Stop): void;
}

/** The one export of each observer. */
export type Observe = (shop: Shop) => void;
