// The gate between whoever has something to say, page or pixel, and the engine. While consent is granted
// there is an engine; else there is none, and so nothing is stored or sent. What began before a denial has no
// effect after it: its engine is closed for good, and consent that is granted later gets another one.

import type { Engine } from '../engine/engine';
import type { Consent, Finding, HeldReason } from '../api/types';
import type { Word } from './tabs';
import { held } from './words';

/** Calls that wait for consent, in memory. */
const HELD_MAX = 200;
const HELD_UNITS_MAX = 1_000_000;
const NO_ROOM: Finding = {
  path: '', code: 'queue_full', found: `${HELD_MAX} calls, or ${HELD_UNITS_MAX} characters`, expected: 'room, or consent',
};

export type Held = ReturnType<typeof held> | { status: 'refused'; violations: Finding[] };

/** What the gate needs of page and pixel. */
export interface Host {
  engine(): Engine;
  /**
   * Forgets what is stored, or only what `isOwn` says is this page's. What can't be erased now isn't read either, and
   * is tried again. Never rejects.
   */
  erase(isOwn?: (state: string) => boolean): Promise<void>;
  /** Consent is denied: what was said is gone. Told again before `allowed`, since what is said while it is denied is lost too. */
  denied(): void;
  /** Consent is granted, and what waited has been said. */
  allowed(): void;
  /** The word that was denied, or heard to be, is taken back. */
  regranted(): void;
}

/** `engine` is the one of the moment in which the work was let through. */
interface Waiting<R = unknown> {
  units: number;
  work: (engine: Engine) => Promise<R>;
  /** For who waits for an answer meanwhile: what came of it, or why nothing will. */
  answer?: (result: R | Held | Promise<R | Held>) => void;
}

export class Gate {
  #engine?: Engine;
  #waiting: Waiting[] = [];
  #units = 0;
  #denials = 0;
  /** Of calls that were made while consent was denied, or that a denial took. */
  #isLost = false;
  #isStopped = false;
  /** What was said here before another tab denied. */
  #before?: Consent;
  constructor(private readonly host: Host, private consent: Consent) {}

  get word(): Consent {
    return this.consent;
  }

  /** Only while consent is granted. */
  get engine(): Engine | undefined {
    return this.#engine;
  }

  /** The page is left, and with it goes what waits. */
  left(): void {
    this.#dropWaiting('consent_unknown');
  }

  /** For good. What the engine was told is left for whoever comes next. */
  async stop(): Promise<void> {
    this.#dropWaiting('stopped');
    this.#isStopped = true;
    const engine = this.#engine;
    this.#engine = undefined;
    await engine?.stop(held('stopped'));
  }

  /**
   * Lets the work through now, or when consent is granted, or never. `units`: what it holds in memory. `until`: by then it
   * is known whether anybody has been asked for consent; an answer can wait so long.
   */
  async pass<R>(units: number, work: (engine: Engine) => Promise<R>, until?: Promise<unknown>): Promise<R | Held> {
    if (this.#isStopped) return held('stopped');
    if (this.#engine) return this.#do({ units, work });
    if (this.consent === 'denied') return held('consent_denied');
    if (this.#waiting.length === HELD_MAX || this.#units + units > HELD_UNITS_MAX) return { status: 'refused', violations: [NO_ROOM] };
    this.#units += units;
    return new Promise((answer) => {
      const waiting: Waiting<any> = { units, work, answer };
      this.#waiting.push(waiting);
      void Promise.resolve(until).then(() => this.#waiting.includes(waiting) && answer(held('consent_unknown')));
    });
  }

  async #do<R>({ units, work }: Waiting<R>): Promise<R | Held> {
    const engine = this.#engine!;
    const denials = this.#denials;
    const result = await work(engine);
    // Consent went back to unknown meanwhile: it waits again, unless a denial has taken it.
    const isInterrupted = engine !== this.#engine && (result as Partial<Held> | undefined)?.status === 'held';
    if (!isInterrupted) return result;
    return denials === this.#denials ? this.pass(units, work) : held('consent_denied');
  }

  async set(consent: Consent): Promise<void> {
    this.#before = undefined;
    if (consent === 'denied') return this.#deny();
    this.consent = consent;
    if (consent === 'granted') {
      if (this.#isLost) this.host.regranted();
      await this.#grant();
    } else this.#close(consent);
  }

  /** For the engine, which has found that what it had stored is gone. `isNew`: consent was granted again since. */
  erased(isNew: boolean): void {
    this.#forget();
    if (isNew) void this.#grant();
    else this.#before = 'granted';
  }

  /** From another tab. A grant there takes back what that one has said, and no denial of this one. */
  hearTab(word: Word): void {
    // Of a page that hadn't heard of the denial. Where consent was granted since, there is a shopper again.
    if (word === 'last' && this.consent === 'denied') void this.host.erase((state) => state === '');
    else if (word === 'denied' && this.consent !== 'denied') {
      this.#before = this.consent;
      const engine = this.#engine;
      // The other tab erases what there was; what came since is nobody's but this page's.
      if (engine) void this.#deny((state) => engine.owns(state));
      else this.#forget();
    } else if (word === 'granted' && this.#before) {
      this.consent = this.#before;
      this.#before = undefined;
      if (this.consent === 'granted') void this.#grant();
    }
  }

  #deny(isOwn?: (state: string) => boolean): Promise<void> {
    this.#forget();
    return this.host.erase(isOwn);
  }

  #forget(): void {
    this.consent = 'denied';
    this.#denials++;
    this.#isLost = true;
    this.#close('denied');
    this.#dropWaiting('consent_denied');
    this.host.denied();
  }

  async #grant(): Promise<void> {
    this.consent = 'granted';
    if (this.#engine) return;
    this.#engine = this.host.engine();
    const said = this.#takeWaiting().map((waiting) => {
      const done = this.#do(waiting);
      waiting.answer?.(done);
      return done;
    });
    if (this.#isLost) this.host.denied();
    this.#isLost = false;
    this.host.allowed();
    await Promise.all(said);
  }

  #close(consent: 'denied' | 'unknown'): void {
    this.#engine?.close(held(`consent_${consent}`));
    this.#engine = undefined;
  }

  #dropWaiting(reason: HeldReason): void {
    for (const { answer } of this.#takeWaiting()) answer?.(held(reason));
  }

  #takeWaiting(): Waiting[] {
    this.#units = 0;
    return this.#waiting.splice(0);
  }
}
