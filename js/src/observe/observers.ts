// Starts the observers of a page's sources and lends each of them Kago as a Shop (observe/shop.ts). One
// that fails, or can't be loaded, is only missing: the shop and the other calls go on.

import { MarkupReader, type ReadMarkup } from './common/markup';
import { pick } from './common/pick';
import { guarded } from '../page/guard';
import { listen, type Stop, stopAll } from '../page/listen';
import type { Lent, Observe, Shop, When } from './shop';
import { isShop, type Source } from './names';
import type { TrackResult } from '../api/types';

/** A platform that has said nothing by then has no product on its page. */
const WORD_MS_MAX = 10_000;

/** When, on which view and at which address something was seen. */
export interface Moment {
  time: number;
  view: number;
  address: string;
}

/** What observers need of the tracker. */
export interface Tracked extends Omit<Lent, 'see' | 'later' | 'pick'> {
  loadMarkup(): Promise<ReadMarkup>;
  /** Hears of a file that could not be loaded. */
  lost(error: unknown): void;
  see(source: Source, what: string, data: unknown, moment: Moment): Promise<TrackResult>;
  /** The number of the view that the shopper sees now. */
  view(): number;
  /** Resolves when someone sees the page. */
  seen: Promise<void>;
}

export class Observers {
  /** Those that run. */
  readonly running: Source[] = [];
  /** Those that could not be loaded, or failed at their start. */
  readonly failed: Source[] = [];
  #observing: Observing[] = [];
  #isStopped = false;
  /** A platform has still to speak, and what waits for its word. */
  #waits = false;
  readonly #waiting: (() => void)[] = [];

  readonly #markup: MarkupReader;

  constructor(private readonly tracked: Tracked) {
    this.#markup = new MarkupReader(tracked.loadMarkup, tracked.lost);
  }

  async start(source: Source, load: () => Promise<{ [name: string]: Observe }>): Promise<void> {
    const { seen, see, view, loadMarkup, lost, ...lent } = this.tracked;
    const isPlatform = isShop(source);
    if (isPlatform) {
      this.#waits = true;
      setTimeout(() => this.#goOn(), WORD_MS_MAX);
    }
    try {
      const observers = await load();
      await seen;
      if (this.#isStopped) return;
      if (isPlatform && source !== 'shopify') this.#markup.prepare();
      this.#observing.push(new Observing(observers[isPlatform ? 'observe' : source], {
        ...lent,
        pick,
        see: (what, data, selection) => {
          const moment = { time: Date.now(), view: view(), address: location.href };
          return this.#markup.say(pick(data, selection), moment.address, (read) => {
            const answer = see(source, what, read, moment);
            if (isPlatform && what === 'product') this.#goOn();
            return answer;
          });
        },
        later: (work) => (this.#waits ? void this.#waiting.push(work) : work()),
        warn: (what, detail) => lent.warn(`${source}: ${what}`, detail),
      }));
      this.running.push(source);
    } catch (error) {
      this.failed.push(source);
      lost(error);
      lent.warn(`${source} is not observed`, error);
    }
  }

  notify(when: When): void {
    for (const observing of this.#observing) observing.notify(when);
    if (when === 'end') this.#markup.goOn();
    if (when === 'denied') this.#markup.drop();
    if (when === 'hide' || when === 'end') this.#goOn();
  }

  #goOn(): void {
    this.#waits = false;
    for (const work of this.#waiting.splice(0)) work();
  }

  stop(): void {
    this.#isStopped = true;
    for (const observing of this.#observing.splice(0)) observing.stop();
    this.running.length = 0;
  }
}

/** An observer that runs, and what it has begun. */
class Observing {
  readonly #listeners = new Map<When, (() => void)[]>();
  readonly #stops: Stop[] = [];
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #isStopped = false;

  constructor(observe: Observe, kago: Lent) {
    const guard: Shop['guard'] = (work) =>
      guarded((...args) => (this.#isStopped ? undefined : work(...args)), (error) => kago.warn('failed', error));
    const shop: Shop = {
      ...kago,
      guard,
      on: (when, listener) => {
        if (when === 'view') kago.watchViews();
        this.#listeners.set(when, [...(this.#listeners.get(when) ?? []), guard(listener)]);
      },
      listen: (target, type, listener, options) => this.#until(listen(target, type, guard(listener), options)),
      until: (stop) => this.#until(guarded(stop, () => {})),
      after: (ms, work) => this.#after(ms, guard(work)),
      later: (work) => kago.later(guard(work)),
    };
    try {
      observe(shop);
    } catch (error) {
      this.stop();
      throw error;
    }
  }

  notify(when: When): void {
    for (const listener of this.#listeners.get(when) ?? []) listener();
  }

  stop(): void {
    this.#isStopped = true;
    this.#listeners.clear();
    stopAll(this.#stops);
    for (const timer of this.#timers) clearTimeout(timer);
  }

  /** An observer may begin something in a callback that comes after the end. */
  #until(stop: Stop): void {
    if (this.#isStopped) stop();
    else this.#stops.push(stop);
  }

  #after(ms: number, work: () => void): Stop {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, ms);
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
      clearTimeout(timer);
    };
  }
}
