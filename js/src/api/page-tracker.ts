// What a page says, on its way through the gate to the engine; and what keeps that going: the page's own
// events, the observers, the core that has to load. It never throws into the page and never rejects.

import { sayToBraze } from '../receivers/braze';
import { Gate, held, isConsent } from '../consent/gate';
import { hearTabs, tellGranted } from '../consent/tabs';
import { type Core, WrongBuild } from '../engine/core';
import { addressOf, encode, encodeSeen, entropy, textOf, withoutPersonal } from '../engine/encode';
import { Engine, type Report } from '../engine/engine';
import { watchPage } from '../page/lifecycle';
import { type Stop, stopAll } from '../page/listen';
import { isPrerendered, whenSeen } from '../page/prerender';
import { hasConsent, isSource, namesOf, namesSource, partOf, type Source } from '../observe/names';
import type { Moment, Observers } from '../observe/observers';
import { guarded } from '../page/guard';
import { owed } from '../store/denial';
import { Disk } from '../store/disk';
import { Events, type Result } from './events';
import { type Files, Loaded, type Parts } from './files';
import { ANSWER_MS_MAX, inTime } from './in-time';
import { complain, configOf, firstConsent, inBrowser, isLeftToPlatform, type Options, problems } from './options';
import { Store } from '../store/store';
import { Views } from '../page/views';
import type { Consent, HeldReason, Status, TrackOptions } from './types';

const VIEW = 'ecommerce.product_viewed';

export class PageTracker {
  readonly #options: Options;
  readonly #files: Loaded;
  readonly #events: Events;
  readonly #disk = new Disk((error) => this.#events.failed('erasing')(error));
  #store = new Store(this.#disk);
  readonly #gate: Gate;
  #sources: Promise<Source[]> = Promise.resolve([]);
  /** As the option names them, where nobody could look for them. */
  #unobserved: string[] = [];
  #observers?: Observers;
  /** Until it is known which platform it is, it may be one with a consent of its own. */
  #isLeftToPlatform: boolean;
  #platformSaid?: Consent;
  #shopSaid = false;
  #core: Status['core'] = 'starting';
  #loaded?: Core;
  #platform = '';
  /** Why nothing is carried out, where that is so for good. */
  #broken: HeldReason = 'no_core';
  readonly #views = new Views(() => this.#observers?.notify('view'));
  #isSeen = false;
  #seen!: Promise<void>;
  readonly #stops: Stop[] = [];
  readonly #page = entropy();
  #calls = 0;

  constructor(options: Options, files: Files) {
    this.#options = options;
    this.#files = new Loaded(options, files, () => ({ page: this.#page, sources: this.#platform, status: () => this.getStatus() }));
    this.#events = new Events(this.#files.trace);
    this.#isLeftToPlatform = isLeftToPlatform(options);
    this.#gate = new Gate({
      engine: () => this.#newEngine(),
      erase: (isOwn) => this.#disk.erase(isOwn),
      denied: () => this.#observers?.notify('denied'),
      allowed: () => this.#observers?.notify('allowed'),
      regranted: tellGranted,
    }, firstConsent(options));
    this.#seen = new Promise((resolve) => {
      if (inBrowser()) this.#stops.push(whenSeen(() => {
        this.#isSeen = true;
        resolve();
      }));
    });
    if (!inBrowser()) return;
    if (!options.collector) this.#fail('bad_options');
    this.#stops.push(hearTabs((word) => this.#gate.hearTab(word)));
    if (this.#gate.word !== 'unknown') void this.#gate.set(this.#gate.word);
    this.#start().catch(this.#events.failed('watching the page'));
  }

  /** As at the end of the page, and for good: the next tracker carries out what was said. */
  async stop(): Promise<void> {
    this.#observers?.notify('end');
    this.#core = 'stopped';
    stopAll(this.#stops);
    this.#views.stop();
    this.#observers?.stop();
    this.#events.clear();
    await this.#gate.stop();
    this.#disk.end();
  }

  #fail(reason: HeldReason): void {
    this.#core = 'failed';
    this.#broken = reason;
  }

  get #isOver(): boolean {
    return this.#core !== 'starting';
  }

  get events(): Events {
    return this.#events;
  }

  #newEngine(): Engine {
    this.#store = new Store(this.#disk);
    this.#store.open();
    const engine = new Engine(this.#store, { ...configOf(this.#options), platform: this.#platform }, {
      notify: (event, detail) => this.#events.emit(event, detail),
      written: (core, event) => sayToBraze(this.#options.braze, core, event, this.#events.failed('Braze')),
      erased: (isNew) => this.#gate.erased(isNew),
      answered: (answer) => this.#files.answered(answer),
      stepped: this.#files.trace?.bind(null, 'step'),
    });
    if (this.#loaded) engine.start(this.#loaded);
    else if (this.#core === 'failed') engine.close(held(this.#broken));
    return engine;
  }

  async #start(): Promise<void> {
    this.#watchPage();
    this.#sources = this.#findSources();
    const sources = await this.#sources;
    if (this.#isOver) return;
    this.#platform = sources.join(' ');
    this.#gate.engine?.learn({ platform: this.#platform });
    try {
      const core = await this.#files.core(sources);
      if (this.#isOver) return;
      if (this.#options.braze && !core.braze) this.#files.explain('braze');
      this.#core = 'ready';
      this.#loaded = core;
      this.#gate.engine?.start(core);
      this.#files.trace?.('ready');
    } catch (error) {
      if (this.#isOver) return;
      this.#fail(error instanceof WrongBuild ? 'wrong_build' : 'no_core');
      this.#files.explain(error as Error);
      this.#gate.engine?.close(held(this.#broken));
    }
  }

  async #findSources(): Promise<Source[]> {
    const { platform, observe, debug, wasm } = this.#options;
    if (!namesSource(platform) && !debug && !wasm) {
      this.#leaveConsent([]);
      return [];
    }
    try {
      // At once what is named: it takes no longer, and each moment without an observer is one that nobody has seen.
      if (observe !== false) for (const name of namesOf(platform)) if (isSource(name)) void this.#files.part(partOf(name));
      const parts = await this.#files.sources();
      const sources = await parts.findSources(platform, complain);
      if (this.#isOver) return sources;
      this.#leaveConsent(sources);
      if (observe !== false) this.#observe(parts, sources);
      return sources;
    } catch (error) {
      // Consent stays as it is: it may be a platform's own.
      this.#files.explain(error as Error);
      this.#unobserved = namesOf(platform);
      return [];
    }
  }

  #observe({ observersOf }: Parts['sources'], sources: Source[]): void {
    this.#observers = observersOf({
      seen: this.#seen,
      loadMarkup: () => this.#files.markup(),
      watchViews: () => this.#views.watch(),
      see: this.guarded((source, what, data, moment) => this.#see(source, what, data, moment, true) as Promise<Report>),
      moment: () => this.#moment(),
      lost: (error) => this.#files.explain(error as Error),
      allowed: () => this.#gate.word === 'granted',
      consent: (consent) => this.#hearPlatform(consent),
      warn: (what, detail) => this.#events.warn(what, detail),
      trace: this.#files.trace,
    });
    for (const source of sources) void this.#observers.start(source, () => this.#files.part(partOf(source)));
  }

  #watchPage(): void {
    const guard = (work: () => unknown) => guarded(work, this.#events.failed('a page event'));
    const heard = (when: 'hide' | 'end' | 'back', work: (engine: Engine) => unknown) => guard(() => {
      this.#observers?.notify(when);
      return this.#gate.engine && work(this.#gate.engine);
    });
    const end = heard('end', (engine) => engine.pageEnd());
    this.#stops.push(watchPage({
      hide: heard('hide', (engine) => engine.flush()),
      end: guard(() => {
        end();
        this.#gate.left();
      }),
      back: heard('back', (engine) => engine.back()),
      restored: guard(() => {
        this.#gate.engine?.restored();
        this.#views.next();
      }),
      online: guard(() => this.#gate.engine?.wake(true)),
    }));
  }

  /** `auto` behaves as the platform that it has found. */
  #leaveConsent(sources: Source[]): void {
    const { consent, observe } = this.#options;
    const isTold = observe !== false && sources.some(hasConsent);
    if (consent === 'platform' && !isTold) this.#files.explain('consent');
    if (!this.#isLeftToPlatform || consent === 'platform') return;
    this.#isLeftToPlatform = isLeftToPlatform({ ...this.#options, platform: sources });
    if (!this.#isLeftToPlatform && !this.#shopSaid && this.#gate.word === 'unknown') void this.#gate.set('granted');
  }

  /** Its word counts when it has changed: the shop may have said another since, or before the first, which only a denial overrules. */
  #hearPlatform(consent: Consent): void {
    if (!this.#isLeftToPlatform || consent === this.#platformSaid) return;
    const isFirst = !this.#platformSaid;
    this.#platformSaid = consent;
    if (isFirst && this.#shopSaid && consent !== 'denied') return;
    void this.guarded(() => this.#gate.set(consent))();
  }

  /** Whatever goes wrong or hangs inside, the page gets a result, in time. */
  guarded<A extends unknown[], R>(work: (...args: A) => Promise<R>, instead = (reason: HeldReason) => held(reason) as R, ms = ANSWER_MS_MAX) {
    const safely = async (args: A) => {
      try {
        return this.#core === 'stopped' ? instead('stopped') : await work(...args);
      } catch (error) {
        this.#events.failed('a call')(error);
        return instead(this.#broken);
      }
    };
    return (...args: A): Promise<R> => inTime(ms, safely(args), () => instead(this.#whatHangs())).catch(() => instead(this.#broken));
  }

  #whatHangs(): HeldReason {
    if (this.#core === 'starting') return 'not_loaded';
    return this.#isSeen ? 'slow' : 'not_shown';
  }

  async track(name: unknown, properties: unknown, options: TrackOptions | undefined, time: number): Promise<Result> {
    const call = { type: 'track', time, name: textOf(name) };
    const chosen = encode(options);
    if (chosen.includes('"once":true') && inBrowser()) this.#views.watch();
    return this.#submit(call, `"options":${chosen},"properties":${encode(properties ?? {}, withoutPersonal(this.#options.personal, this.#options.urlParameters))}`, call.name);
  }

  /** The source is known with the page, which may take longer than consent. */
  async cartObserved(reply: unknown, time: number): Promise<Result> {
    if (!inBrowser()) return held('no_browser');
    return this.#see(this.#sources.then(([first = '']) => first), 'cart', reply, { ...this.#moment(), time });
  }

  #moment(): Moment {
    return { time: Date.now(), view: this.#views.now, address: location.href };
  }

  async #see(source: string | Promise<string>, what: string, data: unknown, seen: Moment, isPicked?: boolean): Promise<Result> {
    const { time, address } = seen;
    const text = encodeSeen(data, isPicked ? undefined : withoutPersonal(this.#options.personal, this.#options.urlParameters));
    const about = encode({ what, url: addressOf(address, this.#options.urlParameters, text) }).slice(1, -1);
    return this.#submit({ type: 'observe', time }, `${about},"data":${text}`, what, source, seen);
  }

  /** A template has nothing to fill in at times, and writes `""`. */
  async identify(userId: unknown, contact: unknown, time: number): Promise<Result> {
    return this.#submit({ type: 'identify', time }, `"user_id":${encode(userId ?? null)},"contact":${encode(contact, (_, value) => value || undefined)}`, 'identify');
  }

  /** The shop's values come last and are encoded apart: what fails in them harms nothing else. */
  async #submit(call: object, values: string, name: string, source?: string | Promise<string>, seen?: Moment): Promise<Result> {
    if (!inBrowser()) return held('no_browser');
    const view = seen?.view ?? this.#views.now;
    const passed = this.#gate.pass(values.length, async (engine) => {
      const moment: { time?: number; from?: string } = {};
      // What else than a view happens in a hidden frame, an order say, has happened.
      if (isPrerendered() || (!this.#isSeen && name === VIEW)) {
        await this.#seen;
        moment.time = Date.now();
      }
      // At the page's end there is no later moment.
      moment.from = source instanceof Promise ? await source : source;
      // The numbers rise in the order in which the calls are submitted.
      const head = encode({ ...call, ...moment, page: this.#page, call: ++this.#calls, view });
      return this.#carry(engine, `${head.slice(0, -1)},${values}}`, name);
    }, this.#sources);
    this.#files.trace?.('call', name, passed);
    return passed;
  }

  async #carry(engine: Engine, line: string, name: string): Promise<Result> {
    // Nothing comes of a database that says yes and does nothing.
    const result: Result = (await engine.submitLine<Result>(line)) ?? held('slow');
    for (const one of [result, ...(result.also ?? [])]) this.#events.announce(one, name);
    return result;
  }

  async setConsent(consent: unknown): Promise<void> {
    if (!isConsent(consent)) {
      return complain(`setConsent(${encode(consent)}): consent is "granted", "denied" or "unknown"; it stays "${this.#gate.word}"`);
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
    const { running: platforms, failed: unobserved } = this.#observers ?? { running: [], failed: this.#unobserved };
    const coreFailure = this.#core === 'failed' ? this.#broken : null;
    const storage: Status['storage'] = this.#store.isMemory ? 'memory' : 'indexeddb';
    const here = { core: this.#core, coreFailure, storage, storageFailure: this.#store.failure, consent: this.#gate.word, erasurePending: !!owed(), platforms, unobserved, problems: [...problems] };
    return { ...here, ...counts, ...(known?.status ? {} : known) };
  }
}
