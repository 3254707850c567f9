// What a page says, on its way through the gate to the engine; and what keeps that going: the page's own
// events, the observers, the core that has to load. It never throws into the page and never rejects.

import { sayToBraze } from '../receivers/braze';
import { Gate, held, isConsent } from '../consent/gate';
import { type Core, loadCore } from '../engine/core';
import { encode, encodeSeen, entropy, textOf, withoutSecrets } from '../engine/encode';
import { Engine } from '../engine/engine';
import { isPrerendered, shown, watchPage } from '../page/lifecycle';
import type { Observe } from '../observe/shop';
import { guarded, Observers } from '../observe/observers';
import { Disk } from '../store/disk';
import { Events } from './events';
import { ANSWER_MS_MAX, inTime } from './in-time';
import { complain, configOf, firstConsent, inBrowser, isLeftToPlatform, say } from './options';
import { findSources, hasConsent, type Source, wasmFor } from '../observe/sources';
import { Store } from '../store/store';
import { nextView, onView, view, watchViews } from '../page/views';
import type { Consent, HeldReason, KagoOptions, Status, TrackOptions, TrackResult } from './types';

/** Kago's other files: the script tag has them beside it, npm in the package. */
export interface Files {
  wasm(name: string): string | URL;
  observer(source: Source): Promise<{ observe: Observe }>;
}

/** What was observed may be several events, each with its own name. */
type Report = TrackResult & { name?: string; also?: Report[] };
/** `identify` is accepted without an event. */
type Result = Report | { status: 'accepted'; eventId?: undefined; also?: undefined };

export class PageTracker {
  readonly #options: KagoOptions;
  readonly #files: Files;
  readonly #events: Events;
  readonly #disk = new Disk('kago');
  #store = new Store(this.#disk);
  readonly #gate: Gate;
  #sources: Promise<Source[]> = Promise.resolve([]);
  readonly #observers: Observers;
  /** Until it is known which platform it is, it may be one with a consent of its own. */
  #isLeftToPlatform: boolean;
  #platformSaid?: Consent;
  #shopSaid = false;
  #core: Status['core'] = 'starting';
  #loaded?: Core;
  #platform = '';
  readonly #page = entropy();
  #calls = 0;

  constructor(options: KagoOptions, files: Files) {
    this.#options = options;
    this.#files = files;
    this.#events = new Events(!!options.debug);
    this.#isLeftToPlatform = isLeftToPlatform(options);
    this.#gate = new Gate({
      engine: (after) => this.#newEngine(after),
      erase: (isOwn) => this.#disk.erase(isOwn),
      denied: () => this.#observers.tell('denied'),
      allowed: () => this.#observers.tell('allowed'),
    }, firstConsent(options), true);
    this.#observers = new Observers({
      see: this.guarded((source, what, data, keys) => this.see(source, what, data, Date.now(), keys)),
      allowed: () => this.#gate.word === 'granted',
      consent: (consent) => this.#hearPlatform(consent),
      warn: (what, detail) => this.warn(what, detail),
    });
    if (!inBrowser()) return;
    complain(options);
    this.#gate.start().catch((error) => this.warn('what was stored could not be erased', error));
    void this.#start();
  }

  on = (...args: Parameters<Events['on']>) => this.#events.on(...args);

  warn(what: string, detail: unknown): void {
    this.#events.warn(what, detail);
  }

  #newEngine(after?: Promise<unknown>): Engine {
    this.#store = new Store(this.#disk);
    this.#store.open();
    const engine = new Engine(this.#store, { ...configOf(this.#options), platform: this.#platform }, {
      notify: (event, detail) => {
        if (event === 'dropped') this.warn('an event was dropped', detail);
        this.#events.emit(event, detail);
      },
      written: (core, event) => this.#written(core, event),
      erased: (isNew) => this.#gate.erased(isNew),
    }, after);
    if (this.#loaded) engine.start(this.#loaded);
    else if (this.#core === 'failed') engine.close(held('no_core'));
    return engine;
  }

  async #start(): Promise<void> {
    this.#watchPage();
    this.#sources = findSources(this.#options.platform);
    const sources = await this.#sources;
    this.#leaveConsent(sources);
    if (this.#options.observe !== false) for (const source of sources) void this.#observers.start(source, this.#files.observer);
    this.#platform = sources.join(' ');
    try {
      const core = await loadCore(this.#options.wasm ?? this.#files.wasm(wasmFor(sources, !!this.#options.braze)));
      if (this.#options.braze && !core.braze) say('option "braze" needs kago-braze.wasm or kago-full.wasm; option "wasm" names another file');
      this.#core = 'ready';
      this.#loaded = core;
      this.#gate.engine?.start(core, { platform: this.#platform });
    } catch (error) {
      this.#core = 'failed';
      this.warn('the core did not load', error);
      this.#gate.engine?.close(held('no_core'));
    }
  }

  #watchPage(): void {
    const told = (when: 'hide' | 'end' | 'back', work: (engine: Engine) => void) => guarded(() => {
      this.#observers.tell(when);
      if (this.#gate.engine) work(this.#gate.engine);
    }, (error) => this.warn('the page event was not handled', error));
    const end = told('end', (engine) => engine.pageEnd());
    watchPage({
      hide: told('hide', (engine) => void engine.flush().catch(() => {})),
      end: () => {
        end();
        this.#gate.left();
      },
      back: told('back', (engine) => engine.back()),
      restored: () => {
        this.#gate.restored();
        nextView();
      },
      online: () => this.#gate.engine?.wake(true),
    });
    onView(() => this.#observers.tell('view'));
  }

  /** `auto` behaves as the platform that it has found. */
  #leaveConsent(sources: Source[]): void {
    const { consent, observe } = this.#options;
    const isTold = observe !== false && sources.some(hasConsent);
    if (consent === 'platform' && !isTold) {
      say('option "consent" (data-consent) is "platform", but no platform with a consent of its own is observed: nothing is tracked');
    }
    if (!this.#isLeftToPlatform || consent === 'platform') return;
    this.#isLeftToPlatform = isLeftToPlatform({ ...this.#options, platform: sources });
    if (!this.#isLeftToPlatform && !this.#shopSaid) void this.#gate.set('granted');
  }

  /** Its word counts once, and again when it has changed: the shop may have said another since. */
  #hearPlatform(consent: Consent): void {
    if (!this.#isLeftToPlatform || consent === this.#platformSaid) return;
    this.#platformSaid = consent;
    void this.guarded(() => this.#gate.set(consent))();
  }

  /** Whatever goes wrong or hangs inside, the page gets a result, in time. */
  guarded<A extends unknown[], R>(work: (...args: A) => Promise<R>, instead = (reason: HeldReason) => held(reason) as R, ms = ANSWER_MS_MAX) {
    const safely = async (args: A) => {
      try {
        return await work(...args);
      } catch (error) {
        this.warn('a call failed', error);
        return instead('no_core');
      }
    };
    return (...args: A): Promise<R> => inTime(ms, safely(args), () => instead(this.#whatHangs()));
  }

  #whatHangs(): HeldReason {
    if (isPrerendered()) return 'not_shown';
    return this.#core === 'starting' ? 'not_loaded' : 'slow';
  }

  async track(name: unknown, properties: unknown, options: TrackOptions | undefined, time: number): Promise<Result> {
    const call = { type: 'track', time, name: textOf(name) };
    const chosen = encode(options);
    if (chosen.includes('"once":true') && inBrowser()) watchViews();
    return this.#say(call, `"options":${chosen},"properties":${encode(properties ?? {})}`, call.name);
  }

  /** The source is known with the page, which may take longer than consent. */
  async cartObserved(reply: unknown, time: number): Promise<Result> {
    return this.#see(async () => (await this.#sources)[0] ?? '', 'cart', reply, time);
  }

  async see(source: Source, what: string, data: unknown, time: number, keys?: string[]): Promise<Report> {
    return this.#see(() => source, what, data, time, keys) as Promise<Report>;
  }

  async #see(source: () => string | Promise<string>, what: string, data: unknown, time: number, keys?: string[]): Promise<Result> {
    if (!inBrowser()) return held('no_browser');
    const about = JSON.stringify({ what, url: withoutSecrets(location.href) }).slice(1, -1);
    const seen = `${about},"data":${encodeSeen(data, keys)}`;
    return this.#say({ type: 'observe', time }, seen, what, source);
  }

  async identify(userId: unknown, time: number): Promise<Result> {
    return this.#say({ type: 'identify', time }, `"user_id":${encode(userId ?? null)}`, 'identify');
  }

  /** The shop's values come last and are encoded apart: what fails in them harms nothing else. */
  async #say(call: object, values: string, name: string, source?: () => string | Promise<string>): Promise<Result> {
    if (!inBrowser()) return held('no_browser');
    const seenIn = view();
    return this.#gate.pass(values.length, async (engine) => {
      const moment: { time?: number; from?: string } = {};
      if (isPrerendered()) {
        await shown();
        moment.time = Date.now();
      }
      if (source) moment.from = await source();
      // The numbers rise in the order in which the calls are submitted.
      const head = JSON.stringify({ ...call, ...moment, page: this.#page, call: ++this.#calls, view: seenIn });
      return this.#submit(engine, `${head.slice(0, -1)},${values}}`, name);
    });
  }

  async #submit(engine: Engine, line: string, name: string): Promise<Result> {
    // Nothing comes of a database that says yes and does nothing.
    const result: Result = (await engine.submitLine(line)) ?? held('slow');
    for (const one of [result, ...(result.also ?? [])]) this.#tell(one, name);
    return result;
  }

  #tell(result: Result, said: string): void {
    const name = ('name' in result && result.name) || said;
    if (result.status === 'refused') {
      this.warn(`${name} was refused`, result.violations);
      this.#events.emit('refused', { name, violations: result.violations });
    } else if (result.status === 'accepted' && result.eventId) {
      const { eventId, warnings } = result;
      if (warnings.length > 0) this.warn(`${name} was mended`, warnings);
      this.#events.emit('accepted', { eventId, name, warnings });
    }
  }

  async setConsent(consent: unknown): Promise<void> {
    if (!isConsent(consent)) {
      return say(`setConsent(${encode(consent)}): consent is "granted", "denied" or "unknown"; it stays "${this.#gate.word}"`);
    }
    this.#shopSaid = true;
    if (inBrowser()) await this.#gate.set(consent);
  }

  async flush(): Promise<Status> {
    await this.#gate.engine?.flush();
    return this.getStatus();
  }

  async getStatus(): Promise<Status> {
    return this.status(this.#core === 'ready' ? await this.#gate.engine?.submit({ type: 'status' }) : undefined);
  }

  /** `known`: the core's part. Without it, what the page knows by itself. */
  status(known?: { status?: string }): Status {
    const counts = { anonymousId: null, userId: null, cartId: null, tracked: 0, acked: 0, stored: 0, ledger: {}, failures: 0, retryAt: null, halted: null };
    const { running: platforms, failed: unobserved } = this.#observers;
    const here = { core: this.#core, storage: this.#store.kind, consent: this.#gate.word, platforms, unobserved };
    return { ...here, ...counts, ...(known?.status ? {} : known) };
  }

  #written(core: Core, event: string): void {
    const { braze } = this.#options;
    if (!braze) return;
    try {
      const sdk = typeof braze === 'function' ? braze() : braze;
      if (!sdk) throw new Error('there is no Braze SDK on this page');
      sayToBraze(sdk, core, event);
    } catch (error) {
      this.warn('Braze did not get an event', error);
    }
  }
}
