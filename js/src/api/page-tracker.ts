// What a page says, on its way through the gate to the engine; and what keeps that going: the page's own
// events, the observers, the core that has to load. It never throws into the page and never rejects.

import { Gate, held, isConsent } from '../consent/gate';
import { hearTabs, tellGranted } from '../consent/tabs';
import { type Core, WrongBuild } from '../engine/core';
import { encode, entropy, type Replace, textOf } from '../engine/encode';
import { withoutPersonal } from '../engine/personal';
import { Engine, type Report } from '../engine/engine';
import { watchPage } from '../page/lifecycle';
import { type Stop, stopAll } from '../page/listen';
import { isFrame, isPrerendered, whenShown } from '../page/prerender';
import { firstConsent } from '../consent/first';
import { namesOf, partsIn } from '../observe/names';
import type { Sight } from '../observe/sources';
import { guarded } from '../page/guard';
import { owed } from '../store/denial';
import { Disk } from '../store/disk';
import { Events, type Result } from './events';
import { type Files, Loaded, type Parts, tellWrong } from './files';
import { ANSWER_MS_MAX, inTime } from './in-time';
import { complain, configOf, inBrowser, type Options, problems } from './options';
import { Store } from '../store/store';
import { Views } from '../page/views';
import type { HeldReason, Status, TrackOptions } from './types';

const VIEW = 'ecommerce.product_viewed';

export class PageTracker {
  readonly #options: Options;
  readonly #files: Loaded;
  readonly #withoutPersonal: Replace;
  readonly #events: Events;
  readonly #disk = new Disk((error) => this.#events.failed('erasing')(error));
  #store = new Store(this.#disk);
  readonly #gate: Gate;
  /** What is seen of the platform, once that is known (observe/sources.ts). */
  #sight?: Sight;
  /** The names of its sources. */
  #platform = '';
  #looking: Promise<unknown> = Promise.resolve();
  /** As the option names them, where nobody could look for them. */
  #unobserved: string[] = [];
  #hasSaid = false;
  #core: Status['core'] = 'starting';
  #loaded?: Core;
  #receiver?: Parts['braze'];
  /** Why nothing is carried out, where that is so for good. */
  #broken: HeldReason = 'no_core';
  readonly #views = new Views(() => this.#sight?.notify('view'));
  #isWatching = false;
  #isSeen = false;
  readonly #seen: Promise<void>;
  readonly #stops: Stop[] = [];
  readonly #page = entropy();
  #calls = 0;

  constructor(options: Options, files: Files) {
    this.#options = options;
    this.#withoutPersonal = withoutPersonal(options.personal, options.urlParameters);
    this.#files = new Loaded(options, files, () => ({ page: this.#page, sources: this.#platform, status: () => this.getStatus() }));
    this.#events = new Events(this.#files.trace);
    this.#gate = new Gate({
      engine: () => this.#newEngine(),
      erase: (isOwn) => this.#disk.erase(isOwn),
      denied: () => this.#sight?.notify('denied'),
      allowed: () => this.#sight?.notify('allowed'),
      regranted: tellGranted,
    }, firstConsent(options));
    this.#seen = new Promise((resolve) => {
      if (inBrowser()) this.#whenSeen(() => {
        this.#isSeen = true;
        resolve();
      });
    });
    if (!inBrowser()) return;
    if (!options.collector) this.#fail('bad_options');
    this.#stops.push(hearTabs((word) => this.#gate.hearTab(word)));
    if (this.#gate.word !== 'unknown') void this.#gate.set(this.#gate.word);
    this.#start().catch(this.#events.failed('watching the page'));
  }

  /** As at the end of the page, and for good: the next tracker carries out what was said. */
  async stop(): Promise<void> {
    this.#sight?.notify('end');
    this.#core = 'stopped';
    stopAll(this.#stops);
    this.#sight?.stop();
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

  /** What begins with a file that isn't there yet ends with the tracker all the same. */
  #begin(begin: (sight: Parts['sight']) => Stop, instead: () => void): void {
    this.#files.part('sight').then((sight) => this.#core !== 'stopped' && this.#stops.push(begin(sight))).catch(instead);
  }

  /** Calls `then` once someone can see the page. */
  #whenSeen(then: () => void): void {
    if (isFrame()) this.#begin(({ whenFrameIsSeen }) => whenFrameIsSeen(then), then);
    else this.#stops.push(whenShown(then));
  }

  get events(): Events {
    return this.#events;
  }

  #newEngine(): Engine {
    this.#store = new Store(this.#disk);
    this.#store.open();
    const engine = new Engine(this.#store, { ...configOf(this.#options), platform: this.#platform }, {
      notify: (event, detail) => this.#events.emit(event, detail),
      written: (core, event) => this.#receiver?.say(this.#options.braze, core, event, this.#events.failed('Braze')),
      erased: (isNew) => this.#gate.erased(isNew),
      answered: (answer) => this.#files.answered(answer),
      stepped: this.#files.trace?.bind(null, 'step'),
    });
    if (this.#loaded) engine.start(this.#loaded);
    else if (this.#core === 'failed') engine.close(held(this.#broken));
    return engine;
  }

  async #start(): Promise<void> {
    const { braze, wasm } = this.#options;
    const receiver = braze && this.#files.part('braze');
    this.#watchPage();
    await (this.#looking = this.#lookAtShop());
    if (this.#isOver) return;
    try {
      if (receiver) this.#receiver = await receiver;
      const others = [this.#sight, this.#receiver];
      const core = await this.#files.wasm(others.find(Boolean)?.wasm ?? 'kago', others.map((one) => one?.integrity).join(' '), wasm);
      if (this.#isOver) return;
      if (braze && !core.braze) this.#files.explain('braze');
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

  /** If it has a platform, or a core that only such pages know. */
  async #lookAtShop(): Promise<void> {
    const { platform = 'none', observe, consent, debug, wasm } = this.#options;
    if (String(platform) === 'none' && consent !== 'platform' && !debug && !wasm) return;
    // At once what is named: it takes no longer, and each moment without an observer is one that nobody has seen.
    if (observe !== false) for (const name of partsIn(platform)) void this.#files.part(name);
    try {
      const { lookAt } = await this.#files.part('sources');
      this.#sight = await lookAt({
        options: this.#options, files: this.#files, events: this.#events, gate: this.#gate, views: this.#views, seen: this.#seen, complain, encode,
        found: (platform) => {
          this.#platform = platform;
          this.#gate.engine?.learn({ platform });
        },
        isOver: () => this.#isOver,
        hasSaid: () => this.#hasSaid,
        say: this.guarded((time, members, name, view) => this.#submit({ type: 'observe', time }, members, name, view) as Promise<Report>),
      });
    } catch (error) {
      // Consent stays as it is: it may be a platform's own.
      this.#files.explain(error as Error);
      this.#unobserved = namesOf(platform);
    }
  }

  #watchPage(): void {
    const guard = (work: () => unknown) => guarded(work, this.#events.failed('a page event'));
    const heard = (when: 'hide' | 'end' | 'back', work: (engine: Engine) => unknown) => guard(() => {
      this.#sight?.notify(when);
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
    if (chosen.includes('"once":true') && inBrowser()) this.#watchViews();
    return this.#submit(call, `"options":${chosen},"properties":${encode(properties ?? {}, this.#withoutPersonal)}`, call.name);
  }

  #watchViews(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    this.#begin(({ watchViews }) => watchViews(() => this.#views.look()), () => {});
  }

  /** The platform is known with the page, which may take longer than consent. */
  async cartObserved(reply: unknown, time: number): Promise<Result> {
    if (!inBrowser()) return held('no_browser');
    const { href } = location;
    const membersOf = async (text: string) => {
      await this.#looking;
      return this.#sight?.cart(text, href) ?? '"what":"cart"';
    };
    return this.#submit({ type: 'observe', time }, encode(reply, this.#withoutPersonal), 'cart', undefined, membersOf);
  }

  /** A template has nothing to fill in at times, and writes `""`. */
  async identify(userId: unknown, contact: unknown, time: number): Promise<Result> {
    return this.#submit({ type: 'identify', time }, `"user_id":${encode(userId ?? null)},"contact":${encode(contact, (_, value) => value || undefined)}`, 'identify');
  }

  /** The shop's values come last and are encoded apart: what fails in them harms nothing else. */
  async #submit(call: object, values: string, name: string, view?: number, membersOf?: (values: string) => Promise<string>): Promise<Result> {
    if (!inBrowser()) return held('no_browser');
    view ??= this.#views.look();
    const passed = this.#gate.pass(values.length, async (engine) => {
      const moment: { time?: number } = {};
      // What else than a view happens in a hidden frame, an order say, has happened.
      if (isPrerendered() || (!this.#isSeen && name === VIEW)) {
        await this.#seen;
        moment.time = Date.now();
      }
      // At the page's end there is no later moment.
      const members = membersOf ? await membersOf(values) : values;
      // The numbers rise in the order in which the calls are submitted.
      const head = encode({ ...call, ...moment, page: this.#page, call: ++this.#calls, view });
      return this.#carry(engine, `${head.slice(0, -1)},${members}}`, name);
    }, this.#looking);
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
    if (!isConsent(consent)) return tellWrong(this.#files, 'setConsent()', [consent, this.#gate.word]);
    this.#hasSaid = true;
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
    const { running: platforms, failed: unobserved } = this.#sight ?? { running: [], failed: this.#unobserved };
    const coreFailure = this.#core === 'failed' ? this.#broken : null;
    const storage: Status['storage'] = this.#store.isMemory ? 'memory' : 'indexeddb';
    const here = { core: this.#core, coreFailure, storage, storageFailure: this.#store.failure, consent: this.#gate.word, erasurePending: !!owed(), platforms, unobserved, problems: [...problems] };
    return { ...here, ...counts, ...(known?.status ? {} : known) };
  }
}
