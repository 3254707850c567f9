// What a page says, on its way from the desk through the gate to the engine; and what keeps that going: the observers, the
// core that has to load. A file of its own, which the page loads once it is painted. Never rejects.

import { Gate } from '../consent/gate';
import { tellGranted, type Word } from '../consent/tabs';
import { held, isConsent } from '../consent/words';
import { type Core, WrongBuild } from '../engine/core';
import { encode } from '../engine/encode';
import { Engine, type Report } from '../engine/engine';
import type { PageEvents } from '../page/lifecycle';
import { type Stop, stopAll } from '../page/listen';
import { isFrame, isPrerendered } from '../page/prerender';
import { whenShown } from '../page/shown';
import { firstConsent } from '../consent/first';
import { namesOf, partsIn } from '../observe/names';
import type { Sight } from '../observe/sources';
import { guarded } from '../page/guard';
import { Disk } from '../store/disk';
import type { Before, Said } from './desk';
import { Events, type Result } from './events';
import { type Files, Loaded, type Parts } from './files';
import { complain, configOf, type Options } from './options';
import { statusOf } from './status';
import { tellWrong } from './tell';
import { Store } from '../store/store';
import type { HeldReason, Status } from './types';

const VIEW = 'ecommerce.product_viewed';

export const begin = (options: Options, files: Files, desk: Before) => new PageTracker(options, files, desk);

export class PageTracker {
  readonly #options: Options;
  readonly #desk: Before;
  readonly #files: Loaded;
  readonly #events: Events;
  readonly #disk;
  #store: Store;
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
  #isWatching = false;
  #isSeen = false;
  readonly #seen: Promise<void>;
  readonly #stops: Stop[] = [];

  constructor(options: Options, files: Files, desk: Before) {
    this.#options = options;
    this.#desk = desk;
    this.#disk = new Disk(desk.connection, (error) => this.#events.failed('erasing')(error));
    this.#store = new Store(this.#disk);
    desk.views.hear(() => this.#sight?.notify('view'));
    this.#files = new Loaded(options, files, () => ({ page: desk.page, sources: this.#platform, status: () => this.getStatus() }));
    this.#events = new Events(this.#files.trace);
    this.#gate = new Gate({
      engine: () => this.#newEngine(),
      erase: (isOwn) => this.#disk.erase(isOwn),
      denied: () => this.#sight?.notify('denied'),
      allowed: () => this.#sight?.notify('allowed'),
      regranted: tellGranted,
    }, firstConsent(options));
    this.#seen = new Promise((resolve) => {
      this.#whenSeen(() => {
        this.#isSeen = true;
        resolve();
      });
    });
    if (!options.collector) this.#fail('bad_options');
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
      // What was said is left for a page that has a core.
      void this.#gate.engine?.stop(held(this.#broken));
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
        options: this.#options, files: this.#files, events: this.#events, gate: this.#gate, views: this.#desk.views, seen: this.#seen, complain, encode,
        found: (platform) => {
          this.#platform = platform;
          this.#gate.engine?.learn({ platform });
        },
        isOver: () => this.#isOver,
        hasSaid: () => this.#hasSaid,
        say: this.#desk.guarded((time, values, name, view) => this.say({ type: 'observe', time, values, name, view }) as Promise<Report>),
      });
    } catch (error) {
      // Consent stays as it is: it may be a platform's own.
      this.#files.explain(error as Error);
      this.#unobserved = namesOf(platform);
    }
  }

  /** What it does when something happens to the page. */
  get page(): PageEvents {
    const guard = (work: () => unknown) => guarded(work, this.#events.failed('a page event'));
    const heard = (when: 'hide' | 'end' | 'back', work: (engine: Engine) => unknown) => guard(() => {
      this.#sight?.notify(when);
      return this.#gate.engine && work(this.#gate.engine);
    });
    const end = heard('end', (engine) => engine.pageEnd());
    return {
      hide: heard('hide', (engine) => engine.flush()),
      end: guard(() => {
        end();
        this.#gate.left();
      }),
      back: heard('back', (engine) => engine.back()),
      restored: guard(() => {
        this.#gate.engine?.restored();
        this.#desk.views.next();
      }),
      online: guard(() => this.#gate.engine?.wake(true)),
    };
  }

  /** The page was left before this was there. */
  left(): void {
    this.#gate.left();
  }

  hearTab(word: Word): void {
    this.#gate.hearTab(word);
  }

  /** Why nothing is carried out, where that is so for good. */
  get broken(): HeldReason {
    return this.#broken;
  }

  whatHangs(): HeldReason {
    if (this.#core === 'starting') return 'not_loaded';
    return this.#isSeen ? 'slow' : 'not_shown';
  }

  #watchViews(): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    this.#begin(({ watchViews }) => watchViews(() => this.#desk.views.look()), () => {});
  }

  /** A call of the shop, or what was seen of its page. */
  async say(said: Said): Promise<Result> {
    const { values, name, address } = said;
    if (/^"options":{[^{}]*"once":true/.test(values)) this.#watchViews();
    const passed = this.#gate.pass(values.length, async (engine) => {
      if (said.line) return this.#carry(engine, said.line, name, said.isWritten);
      const moment = { ...said };
      // What else than a view happens in a hidden frame, an order say, has happened.
      if (isPrerendered() || (!this.#isSeen && name === VIEW)) {
        await this.#seen;
        moment.time = Date.now();
      }
      // At the page's end there is no later moment.
      const members = address === undefined ? values : await this.#cartOf(values, address);
      return this.#carry(engine, this.#desk.lineOf(moment, members), name);
    }, this.#looking);
    this.#files.trace?.('call', name, passed);
    return passed;
  }

  /** The platform is known with the page, which may take longer than consent. */
  async #cartOf(reply: string, address: string): Promise<string> {
    await this.#looking;
    return this.#sight?.cart(reply, address) ?? '"what":"cart"';
  }

  async #carry(engine: Engine, line: string, name: string, isWritten?: boolean): Promise<Result> {
    // Nothing comes of a database that says yes and does nothing.
    const result: Result = (await engine.submitLine<Result>(line, undefined, isWritten)) ?? held('slow');
    for (const one of [result, ...(result.also ?? [])]) this.#events.announce(one, name);
    return result;
  }

  async setConsent(consent: unknown): Promise<void> {
    if (!isConsent(consent)) return tellWrong(this.#files, 'setConsent()', [consent, this.#gate.word]);
    this.#hasSaid = true;
    await this.#gate.set(consent);
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
    const { running: platforms, failed: unobserved } = this.#sight ?? { running: [], failed: this.#unobserved };
    const coreFailure = this.#core === 'failed' ? this.#broken : null;
    const storage: Status['storage'] = this.#store.isMemory ? 'memory' : 'indexeddb';
    const here = { core: this.#core, coreFailure, storage, storageFailure: this.#store.failure, consent: this.#gate.word, platforms, unobserved };
    return statusOf({ ...here, ...(known?.status ? {} : known) });
  }
}
