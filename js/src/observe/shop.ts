// What an observer gets of Kago. An observer listens to its platform, reads the platform's own
// endpoints, and hands over their JSON; what it means is decided in core/platform/. It patches nothing
// and throws into nothing: `listen` and `after` are the guard of every entry.

import type { Consent, TrackResult } from '../api/types';

export interface Shop {
  /**
   * Hands over what was seen. `keys`: the members that the core reads of it, at any depth; the others,
   * personal data among them, stay behind.
   */
  see(what: string, data: unknown, keys?: string[]): Promise<TrackResult>;
  /** Consent is granted: only then may an endpoint be read. */
  allowed(): boolean;
  /** The platform's own consent. Counts when the shop leaves it to the platform. */
  consent(consent: Consent): void;
  /**
   * `view`: another view begins (js/src/page/views.ts). `back`: in front again. `hide`: in the background.
   * `end`: the page is left, whatever isn't handed over before the listener returns may be lost.
   * `denied`: what was handed over is lost, and so is all that is handed over from now on; told again just
   * before `allowed`: consent was granted, and what the page shows now is to be said.
   */
  on(when: 'view' | 'back' | 'hide' | 'end' | 'denied' | 'allowed', listener: () => void): void;
  listen(target: EventTarget, type: string, listener: (event: any) => void, options?: AddEventListenerOptions): void;
  after(ms: number, work: () => void): ReturnType<typeof setTimeout>;
  /** Said in debug mode. */
  warn(what: string, detail?: unknown): void;
}

/** The one export of each observer. */
export type Observe = (shop: Shop) => void;
