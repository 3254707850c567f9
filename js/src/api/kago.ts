// createKago: the public API over the engine. It never throws into the page and never rejects.

import { sayToBraze } from '../receivers/braze';
import { type Core, loadCore } from '../engine/core';
import { Disk } from '../store/disk';
import { encode, encodeSeen, entropy, textOf, withoutSecrets } from '../engine/encode';
import { Engine } from '../engine/engine';
import { isPrerendered, shown, watchPage } from '../page/lifecycle';
import type { Observe } from '../observe/shop';
import { guarded, Observers } from '../observe/observers';
import { complain, configOf, firstConsent, inBrowser, isLeftToPlatform, say } from './options';
import { findSources, hasConsent, type Source, wasmFor } from '../observe/sources';
import { Store } from '../store/store';
import { nextView, onView, view, watchViews } from '../page/views';
import type { Consent, EventName, Finding, HeldReason, Kago, KagoEvents, KagoOptions, Status, TrackOptions, TrackResult } from './types';

/** The typed calls and the events they make. */
export const CALLS = {
  productViewed: 'ecommerce.product_viewed',
  cartUpdated: 'ecommerce.cart_updated',
  cartEmptied: 'kago.cart_emptied',
  checkoutStarted: 'ecommerce.checkout_started',
  orderPlaced: 'ecommerce.order_placed',
  orderRefunded: 'ecommerce.order_refunded',
  orderCancelled: 'ecommerce.order_cancelled',
} as const satisfies Partial<Record<keyof Kago, EventName>>;

/** Calls that wait for consent, in memory. */
const HELD_MAX = 200;
const NO_ROOM: Finding = { path: '', code: 'queue_full', found: `${HELD_MAX} calls`, expected: 'room: consent has not been known for long' };

const held = (reason: HeldReason) => ({ status: 'held' as const, reason });

/** A call that a stub held: method, arguments, time of the call, who waits for the result. */
export type HeldCall = [method: keyof Kago, args: ArrayLike<unknown> & Iterable<unknown>, time: number, resolve: (result: unknown) => void];

export interface Internals {
  api: Kago;
  replay(calls: HeldCall[]): void;
}

/** Kago's other files: the script tag has them beside it, npm in the package. */
export interface Files {
  wasm(name: string): string | URL;
  observer(source: Source): Promise<{ observe: Observe }>;
}

export function create(options: KagoOptions, files: Files): Internals {
  const tracker = new PageTracker(options, files);
  const at = (time: () => number): Kago => {
    const api: any = {
      track: tracker.guarded((name: string, properties: unknown, opts?: TrackOptions) => tracker.track(name, properties, opts, time())),
      cartObserved: tracker.guarded((reply: unknown) => tracker.cartObserved(reply, time())),
      identify: tracker.guarded((userId: unknown) => tracker.identify(userId, time())),
      setConsent: tracker.guarded((consent: Consent) => tracker.setConsent(consent)),
      flush: tracker.guarded(() => tracker.flush()),
      getStatus: tracker.guarded(() => tracker.getStatus()),
      on: tracker.on,
    };
    for (const [method, name] of Object.entries(CALLS)) {
      api[method] = (properties: unknown, opts?: TrackOptions) => api.track(name, properties, opts);
    }
    return api;
  };
  return {
    api: at(Date.now),
    replay: (calls) => {
      for (const [method, args, time, resolve] of calls) resolve((at(() => time)[method] as any)?.(...args));
    },
  };
}

class PageTracker {
  readonly #listeners = new Map<string, Set<(detail: any) => void>>();
  readonly #options: KagoOptions;
  readonly #files: Files;
  readonly #store;
  readonly #engine;
  #consent: Consent;
  #sources: Promise<Source[]> = Promise.resolve([]);
  readonly #observers: Observers;
  #core: Status['core'] = 'starting';
  #held: [line: string, name: string][] = [];
  readonly #page = entropy();
  #calls = 0;

  constructor(options: KagoOptions, files: Files) {
    this.#options = options;
    this.#files = files;
    this.#consent = firstConsent(options);
    this.#store = new Store(new Disk('kago'));
    this.#engine = new Engine(this.#store, configOf(options), (event, detail) => this.#emit(event, detail), this.#written);
    this.#observers = new Observers({
      see: this.guarded((source, what, data, keys) => this.see(source, what, data, Date.now(), keys)),
      allowed: () => this.#consent === 'granted',
      consent: (consent) => {
        if (isLeftToPlatform(options) && consent !== this.#consent) void this.setConsent(consent);
      },
      warn: (what, detail) => this.#warn(what, detail),
    });
    if (this.#consent !== 'granted') this.#engine.close(held(`consent_${this.#consent}`));
    if (!inBrowser()) return;
    complain(options);
    this.#start();
  }

  async #start(): Promise<void> {
    const ifGranted = (work: () => void) => guarded(() => {
      if (this.#consent === 'granted') work();
    }, (error) => this.#warn('the page event was not handled', error));
    const told = (when: 'hide' | 'end' | 'back', work: () => void) => {
      const then = ifGranted(work);
      return () => {
        this.#observers.tell(when);
        then();
      };
    };
    watchPage({
      hide: told('hide', () => void this.#engine.flush().catch(() => {})),
      end: told('end', () => this.#engine.pageEnd()),
      back: told('back', () => this.#engine.back()),
      restored: nextView,
      online: ifGranted(() => this.#engine.wake(true)),
    });
    onView(() => this.#observers.tell('view'));
    ifGranted(() => this.#store.open())();
    this.#sources = findSources(this.#options.platform);
    const sources = await this.#sources;
    if (this.#options.consent === 'platform' && !sources.some(hasConsent)) {
      say('option "consent" (data-consent) is "platform", but no platform with a consent of its own is observed: nothing is tracked');
    }
    const isLeft = !this.#options.consent && this.#consent === 'unknown';
    if (isLeft && !sources.includes('shopify')) void this.setConsent('granted');
    if (this.#options.observe !== false) for (const source of sources) void this.#observers.start(source, this.#files.observer);
    try {
      const core = await loadCore(this.#options.wasm ?? this.#files.wasm(wasmFor(sources, !!this.#options.braze)));
      if (this.#options.braze && !core.braze) say('option "braze" needs kago-braze.wasm or kago-full.wasm; option "wasm" names another file');
      this.#core = 'ready';
      this.#engine.start(core, { platform: sources.join(' ') });
    } catch (error) {
      this.#core = 'failed';
      this.#warn('the core did not load', error);
      this.#engine.close(held('no_core'));
    }
  }

  /** Whatever goes wrong inside, the page gets a result. */
  guarded<A extends unknown[], R>(work: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
    return async (...args) => {
      try {
        return await work(...args);
      } catch (error) {
        this.#warn('a call failed', error);
        return held('no_core') as R;
      }
    };
  }

  async track(name: string, properties: unknown, options: TrackOptions | undefined, time: number): Promise<any> {
    const call = { type: 'track', time, name: textOf(name) };
    const chosen = encode(options);
    if (chosen.includes('"once":true') && inBrowser()) watchViews();
    return this.#say(call, `"options":${chosen},"properties":${encode(properties ?? {})}`, call.name);
  }

  async cartObserved(reply: unknown, time: number): Promise<any> {
    const [source = ''] = await this.#sources;
    return this.see(source, 'cart', reply, time);
  }

  async see(source: Source | '', what: string, data: unknown, time: number, keys?: string[]): Promise<any> {
    if (!inBrowser()) return held('no_browser');
    const about = JSON.stringify({ from: source, what, url: withoutSecrets(location.href) }).slice(1, -1);
    return this.#say({ type: 'observe', time }, `${about},"data":${encodeSeen(data, keys)}`, what);
  }

  /** The shop's values come last and are encoded apart: what fails in them harms nothing else. */
  async #say(call: { type: string; time: number; name?: string }, values: string, name: string): Promise<any> {
    if (!inBrowser()) return held('no_browser');
    if (isPrerendered()) {
      await shown();
      call.time = Date.now();
    }
    // The numbers rise in the order in which the calls are submitted.
    const line = `${JSON.stringify({ ...call, page: this.#page, call: ++this.#calls, view: view() }).slice(0, -1)},${values}}`;
    return this.#consent === 'granted' ? this.#submit(line, name) : this.#hold(line, name);
  }

  async #submit(line: string, name: string): Promise<any> {
    const result = await this.#engine.submitLine(line);
    // What was observed may be several events, each with its own name.
    for (const one of [result, ...(result?.also ?? [])]) {
      const { status, eventId, warnings, violations } = one ?? {};
      if (eventId && status === 'accepted') this.#emit('accepted', { eventId, name: one.name ?? name, warnings });
      if (status === 'refused') this.#emit('refused', { name: one.name ?? name, violations });
    }
    return result;
  }

  #hold(line: string, name: string): TrackResult {
    if (this.#consent === 'denied') return held('consent_denied');
    if (this.#held.length === HELD_MAX) return { status: 'refused', violations: [NO_ROOM] };
    this.#held.push([line, name]);
    return held('consent_unknown');
  }

  async identify(userId: unknown, time: number): Promise<any> {
    return this.#say({ type: 'identify', time }, `"user_id":${encode(userId ?? null)}`, 'identify');
  }

  async setConsent(consent: Consent): Promise<void> {
    this.#consent = consent;
    const waiting = consent === 'unknown' ? [] : this.#held.splice(0);
    if (consent !== 'granted') this.#engine.close(held(`consent_${consent}`));
    if (consent === 'denied') await this.#engine.erase();
    if (consent !== 'granted' || this.#core === 'failed') return;
    this.#store.open();
    this.#engine.reopen();
    this.#observers.tell('allowed');
    await Promise.all(waiting.map(([line, name]) => this.#submit(line, name)));
  }

  async flush(): Promise<Status> {
    if (inBrowser() && this.#consent === 'granted') await this.#engine.flush();
    return this.getStatus();
  }

  async getStatus(): Promise<Status> {
    const counts = { anonymousId: null, userId: null, cartId: null, tracked: 0, acked: 0, stored: 0, ledger: {}, failures: 0, retryAt: null, halted: null };
    const known = this.#core === 'ready' && this.#consent === 'granted' ? await this.#engine.submit({ type: 'status' }) : undefined;
    return { core: this.#core, storage: this.#store.kind, consent: this.#consent, platforms: this.#observers.running, ...(known ?? counts) };
  }

  on = <E extends keyof KagoEvents>(event: E, listener: (detail: KagoEvents[E]) => void): (() => void) => {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  };

  #written = (core: Core, event: string): void => {
    const { braze } = this.#options;
    if (!braze) return;
    try {
      const sdk = typeof braze === 'function' ? braze() : braze;
      if (!sdk) throw new Error('there is no Braze SDK on this page');
      sayToBraze(sdk, core, event);
    } catch (error) {
      this.#warn('Braze did not get an event', error);
    }
  };

  #emit(event: keyof KagoEvents, detail: any): void {
    if (event === 'refused') this.#warn(`${detail.name} was refused`, detail.violations);
    if (event === 'dropped') this.#warn('an event was dropped', detail);
    if (event === 'accepted' && detail.warnings.length > 0) this.#warn(`${detail.name} was mended`, detail.warnings);
    for (const listener of this.#listeners.get(event) ?? []) {
      try {
        listener(detail);
      } catch (error) {
        this.#warn(`a listener of ${event} failed`, error);
      }
    }
  }

  #warn(what: string, detail: unknown): void {
    if (this.#options.debug) console.warn(`kago: ${what}`, detail);
  }
}
