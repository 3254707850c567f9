// The gate between whoever has something to say, page or pixel, and the engine. While consent is granted
// there is an engine; else there is none, and so nothing is stored or sent. What began before a denial has no
// effect after it: its engine is closed for good, and consent that is granted later gets another one.

import type { Engine } from '../engine/engine';
import type { Consent, Finding, HeldReason } from '../api/types';
import { Tabs } from './tabs';

/** Calls that wait for consent, in memory. */
const HELD_MAX = 200;
const HELD_UNITS_MAX = 1_000_000;
const NO_ROOM: Finding = {
  path: '', code: 'queue_full', found: `${HELD_MAX} calls, or ${HELD_UNITS_MAX} characters`, expected: 'room: consent has not been known for long',
};

const WORDS: readonly unknown[] = ['granted', 'denied', 'unknown'];

export const isConsent = (word: unknown): word is Consent => WORDS.includes(word);

export const held = (reason: HeldReason) => ({ status: 'held' as const, reason });

export type Held = ReturnType<typeof held> | { status: 'refused'; violations: Finding[] };

/** What the gate needs of page and pixel. */
export interface Host {
  /** `after`: comes before all that the engine does. */
  engine(after?: Promise<unknown>): Engine;
  /** Forgets what is stored, or only what `isOwn` says is this page's. */
  erase(isOwn?: (state: string) => boolean): Promise<void>;
  /** Consent is denied: what was said is gone. Told again before `allowed`, since what is said while it is denied is lost too. */
  denied(): void;
  /** Consent is granted, and what waited has been said. */
  allowed(): void;
}

/** `engine` is the one of the moment in which the work was let through. */
interface Waiting<R = unknown> {
  units: number;
  work: (engine: Engine) => Promise<R>;
}

export class Gate {
  #engine?: Engine;
  #waiting: Waiting[] = [];
  #units = 0;
  #denials = 0;
  /** Of calls that were made while consent was denied, or that a denial took. */
  #isLost = false;
  #isStopped = false;
  #erased?: Promise<unknown>;
  /** What was said here before another tab denied. */
  #before?: Consent;
  readonly #tabs?: Tabs;

  /** `hasTabs`: the end of the page can be seen, so that the tabs of its origin may talk to each other. */
  constructor(private readonly host: Host, private consent: Consent, hasTabs: boolean) {
    if (hasTabs) this.#tabs = new Tabs((word) => this.#heard(word));
  }

  get word(): Consent {
    return this.consent;
  }

  /** Only while consent is granted. */
  get engine(): Engine | undefined {
    return this.#engine;
  }

  /** Acts upon the first word, which may be a denial. */
  async start(): Promise<void> {
    this.#tabs?.open();
    if (this.consent !== 'unknown') await this.set(this.consent);
  }

  /** The page is left, and with it goes what waits. An open channel would cost it its place in the back/forward cache. */
  left(): void {
    this.#tabs?.close();
    this.#takeWaiting();
  }

  /** For good. What the engine was told is left for whoever comes next. */
  async stop(): Promise<void> {
    this.left();
    this.#isStopped = true;
    const engine = this.#engine;
    this.#engine = undefined;
    await engine?.stop(held('stopped'));
  }

  restored(): void {
    this.#tabs?.open();
    this.#engine?.restored();
  }

  /** Lets the work through now, or when consent is granted, or never. `units`: what it holds in memory. */
  async pass<R>(units: number, work: (engine: Engine) => Promise<R>): Promise<R | Held> {
    if (this.#isStopped) return held('stopped');
    if (this.#engine) return this.#do({ units, work });
    if (this.consent === 'denied') return held('consent_denied');
    if (this.#waiting.length === HELD_MAX || this.#units + units > HELD_UNITS_MAX) return { status: 'refused', violations: [NO_ROOM] };
    this.#waiting.push({ units, work });
    this.#units += units;
    return held('consent_unknown');
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
    if (consent === 'denied' || this.#isLost) this.#tabs?.tell(consent);
    if (consent === 'denied') return this.#deny();
    this.consent = consent;
    if (consent === 'granted') await this.#grant();
    else this.#close(consent);
  }

  /** For the engine, which has found that what it had stored is gone. `isNew`: consent was granted again since. */
  erased(isNew: boolean): void {
    this.#forget();
    if (isNew) void this.#grant();
    else this.#before = 'granted';
  }

  /** A grant in another tab takes back what that one has said, and no denial of this one. */
  #heard(word: string): void {
    if (word === 'denied' && this.consent !== 'denied') {
      this.#before = this.consent;
      const engine = this.#engine;
      // The other tab erases what there was; what came since is nobody's but this page's.
      if (engine) void this.#deny((state) => engine.owns(state)).catch(() => {});
      else this.#forget();
    } else if (word === 'granted' && this.#before) {
      this.consent = this.#before;
      this.#before = undefined;
      if (this.consent === 'granted') void this.#grant();
    }
  }

  async #deny(isOwn?: (state: string) => boolean): Promise<void> {
    this.#forget();
    const erased = this.host.erase(isOwn);
    this.#erased = erased.catch(() => {}); // whoever asked hears it
    await erased;
  }

  #forget(): void {
    this.consent = 'denied';
    this.#denials++;
    this.#isLost = true;
    this.#close('denied');
    this.#takeWaiting();
    this.host.denied();
  }

  async #grant(): Promise<void> {
    this.consent = 'granted';
    if (this.#engine) return;
    this.#engine = this.host.engine(this.#erased);
    const said = this.#takeWaiting().map((waiting) => this.#do(waiting));
    if (this.#isLost) this.host.denied();
    this.#isLost = false;
    this.host.allowed();
    await Promise.all(said);
  }

  #close(consent: 'denied' | 'unknown'): void {
    this.#engine?.close(held(`consent_${consent}`));
    this.#engine = undefined;
  }

  #takeWaiting(): Waiting[] {
    this.#units = 0;
    return this.#waiting.splice(0);
  }
}
