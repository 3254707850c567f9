// Where a page makes its calls. The tracker (tracker.ts), and all that it needs, is loaded once the page is painted, or
// at once for what can't wait. What is said before is encoded and kept in its order, and while consent is granted it is
// also written down as it is: a page that ends sooner has left it to the next one. It never throws into the page.

import { firstConsent } from '../consent/first';
import { held, isConsent } from '../consent/words';
import { hearTabs } from '../consent/tabs';
import { encode, entropy, textOf } from '../engine/encode';
import { withoutPersonal } from '../engine/personal';
import { settingsOf } from '../engine/settings';
import { attempt } from '../page/attempt';
import { type PageEvents, watchPage } from '../page/lifecycle';
import { type Stop, stopAll } from '../page/listen';
import { isFrame, isPrerendered } from '../page/prerender';
import { Views } from '../page/views';
import { Connection } from '../store/connection';
import { deny, owed } from '../store/denial';
import { costOf, leave, LEAVE_MS, LEFT_UNITS_MAX } from '../store/records';
import type { Result } from './events';
import type { Files } from './files';
import { ANSWER_MS_MAX, inTime } from '../page/in-time';
import { complain, configOf, inBrowser, type Options } from './options';
import { statusOf } from './status';
import type { PageTracker } from './tracker';
import type { Consent, HeldReason, KagoEvents, Status, TrackOptions } from './types';

export const VIEW = 'ecommerce.product_viewed';

const IDLE_MS_MAX = 200;
const NOT_LOADED = 'not_loaded';

/** A call. */
export interface Said {
  /** The first members of its line of core/input.h. */
  type: 'track' | 'observe' | 'identify';
  time: number;
  /** The others, as JSON. */
  values: string;
  /** For who listens. */
  name: string;
  view: number;
  /** Of a platform's reply: where it was read. What it means is known with the platform only. */
  address?: string;
  /** As it is written down. */
  line?: string;
  isWritten?: boolean;
}

/** Makes a call safe and in time: what else may hang or fail comes to `instead`. */
export type Guarded = <A extends unknown[], R>(work: (...args: A) => Promise<R>, instead?: (reason: HeldReason) => R, ms?: number) => (...args: A) => Promise<R>;

type LineOf = (said: Pick<Said, 'type' | 'time' | 'view'>, values: string) => string;

/** What it hands to the tracker. */
export interface Before {
  page: string;
  views: Views;
  connection: Connection;
  lineOf: LineOf;
  guarded: Guarded;
}

export class Desk {
  readonly #views = new Views();
  readonly #connection = new Connection();
  readonly #page = entropy();
  #calls = 0;
  readonly #withoutPersonal;
  #tracker?: PageTracker;
  #loading?: Promise<void>;
  /** Why there will be no tracker. */
  #missing?: HeldReason;
  /** What is to be done once there is one, or none. */
  #waiting: (() => void)[] = [];
  #held: Said[] = [];
  /** No word has been heard that takes back what was said. */
  #isNoting = false;
  /** Nobody has asked for them to be written yet. */
  #unwritten: Said[] = [];
  /** As far as it is known here. */
  #consent: Consent;
  /** With which they were said (engine/settings.ts). */
  #settings?: string;
  #room = LEFT_UNITS_MAX;
  #isStopped = false;
  readonly #stops: Stop[] = [];

  /** A line of core/input.h. The numbers rise in the order in which calls are carried out. */
  readonly #lineOf: LineOf = ({ type, time, view }, values) =>
    `{"type":"${type}","time":${encode(time)},"page":"${this.#page}","call":${++this.#calls},"view":${view},${values}}`;

  /** Whatever goes wrong or hangs inside, the page gets a result, in time. */
  readonly guarded: Guarded = <A extends unknown[], R>(work: (...args: A) => Promise<R>, instead = (reason: HeldReason) => held(reason) as R, ms = ANSWER_MS_MAX) => {
    const broken = () => instead(this.#tracker?.broken ?? this.#missing ?? NOT_LOADED);
    const answer = async (args: A) => {
      try {
        return this.#isStopped ? instead('stopped') : await work(...args);
      } catch (error) {
        this.#tracker?.events.failed('a call')(error);
        return broken();
      }
    };
    return (...args: A): Promise<R> => inTime(answer(args), ms, () => instead(this.#tracker?.whatHangs() ?? NOT_LOADED)).catch(broken);
  };

  constructor(private readonly options: Options, private readonly files: Files) {
    this.#withoutPersonal = withoutPersonal(options.personal, options.urlParameters);
    this.#consent = firstConsent(options);
    if (!inBrowser()) return;
    this.#isNoting = this.#consent !== 'denied';
    this.#stops.push(hearTabs((word) => {
      if (word === 'denied') this.#forget();
      this.#tell((tracker) => tracker.hearTab(word));
    }));
    // On a busy machine a tab that had read nothing was seen to miss another one's word (Chromium 156).
    owed();
    const load = () => this.load();
    const heard = (tell: (page: PageEvents) => void, instead: () => void) => () => (this.#tracker ? tell(this.#tracker.page) : instead());
    this.#stops.push(watchPage({
      hide: heard((page) => page.hide(), load),
      end: heard((page) => page.end(), () => {
        this.#tell((tracker) => tracker.left());
        // What waits for consent goes with the page.
        this.#held = this.#held.filter(({ line }) => line);
        void this.#write(this.#held.filter(({ isWritten }) => !isWritten), true);
      }),
      back: heard((page) => page.back(), load),
      restored: heard((page) => page.restored(), () => this.#tell((tracker) => tracker.page.restored())),
      online: heard((page) => page.online(), load),
    }));
    afterPaint(load);
  }

  /** Each of the shop's values is encoded apart: what fails in one harms no other. */
  async track(given: unknown, properties: unknown, options: TrackOptions | undefined, time: number): Promise<Result> {
    const name = textOf(given);
    return this.#say('track', time, `"options":${encode(options)},"properties":${encode(properties ?? {}, this.#withoutPersonal)},"name":${encode(name)}`, name);
  }

  async cartObserved(reply: unknown, time: number): Promise<Result> {
    return this.#say('observe', time, encode(reply, this.#withoutPersonal), 'cart', inBrowser() ? location.href : '');
  }

  /** A template has nothing to fill in at times, and writes `""`. */
  async identify(userId: unknown, contact: unknown, time: number): Promise<Result> {
    return this.#say('identify', time, `"user_id":${encode(userId)},"contact":${encode(contact, (_, value) => value || undefined)}`, 'identify');
  }

  async #say(type: Said['type'], time: number, values: string, name: string, address?: string): Promise<Result> {
    if (!inBrowser()) return held('no_browser');
    const said: Said = { type, time, values, name, view: this.#views.look(), address };
    if (this.#isNoting) {
      this.#held.push(said);
      this.#note([said]);
    }
    if (/order|^cart$/.test(name)) this.load();
    return this.#reach((tracker) => tracker.say(said));
  }

  async setConsent(consent: unknown): Promise<void> {
    if (!inBrowser()) return;
    if (!this.#tracker && isConsent(consent)) {
      if (consent !== 'granted' && consent !== this.#consent) this.#forget();
      this.#consent = consent;
      if (consent === 'denied') deny();
      this.#note(this.#held);
    }
    const denial = owed();
    // Carried out by whoever comes to it first: where that was another page, the tracker hears it as that one's word.
    return this.#now(async (tracker) => (consent !== 'denied' || owed() === denial ? tracker.setConsent(consent) : tracker.hearTab(consent)));
  }

  /** Nothing more is written here: what is said from now on only the tracker may judge, or it is there. */
  #forget(): void {
    this.#isNoting = false;
    this.#held = [];
    this.#unwritten = [];
  }

  async flush(): Promise<Status> {
    return inBrowser() ? this.#now((tracker) => tracker.flush()) : this.status();
  }

  async getStatus(): Promise<Status> {
    return inBrowser() ? this.#now((tracker) => tracker.getStatus()) : this.status();
  }

  /** What the page knows by itself. */
  status(): Status {
    return this.#tracker?.status() ?? statusOf({ consent: this.#consent, coreFailure: this.#missing ?? null });
  }

  on<E extends keyof KagoEvents>(event: E, listener: (detail: KagoEvents[E]) => void): () => void {
    let stop: Stop | undefined;
    let isOver = false;
    this.#tell((tracker) => {
      if (!isOver) stop = tracker.events.on(event, listener);
    });
    return () => {
      isOver = true;
      stop?.();
    };
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    stopAll(this.#stops);
    if (inBrowser()) await this.#now((tracker) => tracker.stop());
  }

  /** Has written down what was said and isn't yet, while it may be and if the tracker isn't there sooner: in one transaction. */
  #note(list: Said[]): void {
    if (this.#consent !== 'granted' || owed() || !this.options.collector) return;
    const settings = (this.#settings ??= settingsOf({ ...configOf(this.options), platform: '' }));
    for (const said of list) {
      if (said.line || said.address !== undefined || isUnseen(said.name)) continue;
      // Behind its type, as portion.ts knows it.
      said.line = this.#lineOf(said, said.values).replace(',', () => `,"with":${settings},`);
      this.#room -= costOf(said.line);
      if (this.#room >= 0 && this.#unwritten.push(said) === 1) attempt(() => setTimeout(() => this.#write(this.#unwritten), LEAVE_MS));
    }
  }

  /** A line that isn't written is still said, if the page lives. Never rejects. */
  async #write(list: Said[], isLast?: boolean): Promise<void> {
    this.#unwritten = [];
    if (list[0]) await leave((stores, work) => this.#connection.use(stores, work), list.map(({ line }) => line!), isLast).then(() => {
      for (const said of list) said.isWritten = true;
    }, () => {});
  }

  /** With the tracker: as soon as there is one. Rejects when there will be none. */
  #reach<R>(work: (tracker: PageTracker) => Promise<R>): Promise<R> {
    if (this.#tracker) return work(this.#tracker);
    return new Promise((resolve, reject) => {
      const begin = () => (this.#tracker ? resolve(work(this.#tracker)) : reject());
      if (this.#missing) begin();
      else this.#waiting.push(begin);
    });
  }

  #tell(work: (tracker: PageTracker) => void): void {
    this.#reach(async (tracker) => work(tracker)).catch(() => {});
  }

  /** What can't wait until the page is painted. */
  #now<R>(work: (tracker: PageTracker) => Promise<R>): Promise<R> {
    this.load();
    return this.#reach(work);
  }

  load(): void {
    this.#loading ??= this.#load();
  }

  async #load(): Promise<void> {
    try {
      const { begin } = await this.files.part('tracker');
      this.#tracker = begin(this.options, this.files, {
        page: this.#page,
        views: this.#views,
        connection: this.#connection,
        lineOf: this.#lineOf,
        guarded: this.guarded,
      });
    } catch (error) {
      void this.#write(this.#unwritten);
      this.#missing = /another build/.test(String(error)) ? 'wrong_build' : 'no_core';
      const tracked = { page: this.#page, options: this.options, sources: '', status: async () => this.status(), complain };
      this.files.part('report').then(({ explain }) => explain(error as Error, tracked)).catch(() => navigator.onLine && complain(error));
    }
    this.#forget();
    for (const work of this.#waiting.splice(0)) work();
  }
}

/** Until it is seen, nothing was viewed (prerender.ts). */
const isUnseen = (name: string) => isPrerendered() || (isFrame() && name === VIEW);

/** At once where nothing may ever be painted: in a tab behind others, or a frame that is out of view. */
function afterPaint(then: () => void): void {
  if (document.hidden || isFrame()) return then();
  const whenIdle = () => attempt(() => requestIdleCallback(then, { timeout: IDLE_MS_MAX })) ?? attempt(() => setTimeout(then));
  attempt(() => requestAnimationFrame(whenIdle)) ?? then();
}
