// Starts the observers of a page's sources and lends each of them Kago as a Shop (observe/shop.ts). One
// that fails, or can't be loaded, is only missing: the shop and the other calls go on.

import { isPrerendered, shown } from '../page/lifecycle';
import type { Observe, Shop } from './shop';
import type { Source } from './sources';
import type { Consent, TrackResult } from '../api/types';
import { watchViews } from '../page/views';

type When = Parameters<Shop['on']>[0];

/** What observers need of the tracker. */
export interface Tracked {
  see(source: Source, what: string, data: unknown, keys?: string[]): Promise<TrackResult>;
  allowed(): boolean;
  consent(consent: Consent): void;
  warn(what: string, detail?: unknown): void;
}

export class Observers {
  /** Those that run. */
  readonly running: Source[] = [];
  /** Those that could not be loaded, or failed at their start. */
  readonly failed: Source[] = [];
  readonly #listeners = new Map<When, (() => void)[]>();

  constructor(private readonly tracked: Tracked) {}

  async start(source: Source, load: (source: Source) => Promise<{ observe: Observe }>): Promise<void> {
    try {
      const { observe } = await load(source);
      if (isPrerendered()) await shown();
      observe(this.#shopFor(source));
      this.running.push(source);
    } catch (error) {
      this.failed.push(source);
      this.tracked.warn(`${source} is not observed; calls stay held if consent is left to it`, error);
    }
  }

  tell(when: When): void {
    for (const listener of this.#listeners.get(when) ?? []) listener();
  }

  #shopFor(source: Source): Shop {
    const { tracked } = this;
    const guard = <A extends unknown[]>(work: (...args: A) => void) => guarded(work, (error) => tracked.warn(`${source} failed`, error));
    return {
      see: (what, data, keys) => tracked.see(source, what, data, keys),
      allowed: () => tracked.allowed(),
      consent: (consent) => tracked.consent(consent),
      on: (when, listener) => {
        if (when === 'view') watchViews();
        this.#listeners.set(when, [...(this.#listeners.get(when) ?? []), guard(listener)]);
      },
      listen: (target, type, listener, options) => target.addEventListener(type, guard(listener), options),
      after: (ms, work) => setTimeout(guard(work), ms),
      warn: (what, detail) => tracked.warn(`${source}: ${what}`, detail),
    };
  }
}

/** What fails within is ours to know, not the page's. */
export function guarded<A extends unknown[]>(work: (...args: A) => void, failed: (error: unknown) => void): (...args: A) => void {
  return (...args) => {
    try {
      work(...args);
    } catch (error) {
      failed(error);
    }
  };
}
