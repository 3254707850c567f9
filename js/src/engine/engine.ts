// The way of a call: inbox -> one transaction with the core's step in it -> the step's commands.
//
// A call begins a step at once; what is said within GATHER_MS of the last one shares the next, up to INPUTS_MAX. An
// answer waits for a step that takes it along, and what a step makes due is claimed in its own transaction.
// What pages have left comes before them, in portions. Everything that is decided, the core decides;
// this file only carries out.

import type { KagoEvents, TrackResult } from '../api/types';
import { bodyOf, type Command, type Config, decide, type Decision, type Notice } from './commands';
import type { Core } from './core';
import { encode } from './encode';
import { LastCommit, sendAtEnd } from './page-end';
import { type Call, INPUTS_MAX, LEFTOVERS_MAX, type Portion, portionOf, shopperOf } from './portion';
import { type Answer, post, type UnderWay } from './sender';
import { settingsOf } from './settings';
import { attempt } from '../page/attempt';
import { type Effects, type Reads, RETRY_MS, type Row, ROWS_MAX, StepError } from '../store/backing';
import { owed } from '../store/denial';
import { isCall, isOutcome } from '../store/leftovers';
import { costOf, LEAVE_MS, LEFT_UNITS_MAX } from '../store/records';
import type { Store } from '../store/store';

export type { Config } from './commands';

/** Of a line that says something; what was observed may be several events, each with its own name. */
export type Report = TrackResult & { name?: string; also?: Report[] };

/** What one step has decided, and for which lines. */
interface Step extends Decision, Portion {
  /** Those that the core may send: stored ones and its own. */
  rows: Row[];
}

// A clock that is set back lets no timer wait for long.
const TIMER_MS_MAX = 900_000;
/** From one step to the next that has calls in it: a transaction costs the page as much as ten calls. */
const GATHER_MS = 50;
/** For how long an answer waits for a step at most, on a page whose end is seen. */
const ANSWER_MS_MAX = 1_000;
const CLAIM = '{"type":"claim"}';

export interface Hears {
  notify(event: Notice, detail: KagoEvents[Notice]): void;
  /** Each event once it is committed, by the one tab that has committed it. */
  written(core: Core, event: string): void;
  /** What this page had stored is gone: it was denied elsewhere. `isNew`: and granted again since. */
  erased(isNew: boolean): void;
  /** What came of a request. */
  answered?(answer: Answer): void;
  /** Hears of each step, once it is committed. */
  stepped?(commands: Command[], state: string, rows: Row[], calls: Call[]): void;
}

/** Works for as long as it isn't closed; what was said to one is nothing to the next (consent/gate.ts). */
export class Engine {
  /** The first ones may be under way: they stay until their step is committed. */
  #inbox: Call[] = [];
  #running = false;
  /** When the next step is to begin, and when the last one did, by `performance.now()`. */
  #dueAt = Infinity;
  #stepped = -GATHER_MS;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #closed?: object;
  /** The key of the last leftover that was seen; -1: a step need not look, and lock what a page end has to write. */
  #beyond = 0;
  /** Those that wait for the core, and to be left. */
  #early: Call[] = [];
  /** For lines that this page leaves while it has no core. */
  #room = LEFT_UNITS_MAX;
  readonly #commit = new LastCommit();
  /** The page comes from the back/forward cache: it may have missed a denial, until a step has seen the store. */
  #wasAway = false;
  /** That consent came after. One that came since has been written, but nobody here has heard of it yet. */
  readonly #denial = owed();
  /** Given up when the engine is closed: whatever began before has no effect after it. */
  readonly #under: UnderWay = new Set();
  #core?: Core;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending?: Promise<void>;
  /** Of the request under way. */
  #lease?: string;
  /** When the next one is due behind it; 0: nothing waits. */
  #then = 0;
  /** That request goes on without the page. */
  #outlives = false;

  constructor(
    private readonly store: Store,
    private readonly config: Config & { collector: string },
    private readonly hears: Hears,
    private readonly answerMsMax = ANSWER_MS_MAX,
  ) {}

  /** What became known of the page since: what is said from now on was said with it. */
  learn(config: Config): void {
    Object.assign(this.config, config);
  }

  /** From here on calls are carried out; before, they wait. */
  start(core: Core): void {
    this.#core = core;
    this.wake();
  }

  /** Back on the page: another one may have left something meanwhile. */
  back(): void {
    this.store.open();
    this.#beyond = 0;
    this.wake();
  }

  /** From the back/forward cache; `back` follows. */
  restored(): void {
    this.#wasAway = true;
  }

  /** What is stored was stored by this page, or by nobody yet. */
  owns(state: string): boolean {
    return state === '' || shopperOf(state) === shopperOf(this.#commit.state ?? '');
  }

  /** Sends what is due. `online`: the network is back. */
  wake(online?: true): void {
    this.submit({ type: 'claim', online }).catch(() => {});
  }

  /** Resolves with the core's report once the step's transaction is committed. */
  submit<R>(input: object): Promise<R | undefined> {
    return this.submitLine(encode(input));
  }

  /** `isWritten`: it stands among the leftovers. */
  submitLine<R>(line: string, waitMs = isCall(line) ? Math.min(this.#stepped + GATHER_MS - performance.now(), GATHER_MS) : 0, isWritten = false): Promise<R | undefined> {
    if (this.#closed) return Promise.resolve(this.#closed as R);
    return new Promise((resolve, reject) => {
      const call: Call = { line, resolve: resolve as Call['resolve'], reject, isWritten };
      this.#inbox.push(call);
      if (this.#core) this.#beginIn(waitMs);
      else if (isCall(line) && !isWritten) this.#leaveEarly(call);
    });
  }

  /** At once, too, with a full inbox, or on a page that nobody sees: its timers are slow. */
  #beginIn(ms: number): void {
    const isNow = ms <= 0 || this.#inbox.length >= INPUTS_MAX || globalThis.document?.hidden;
    const at = isNow ? 0 : performance.now() + ms;
    if (at >= this.#dueAt) return;
    this.#dueAt = at;
    clearTimeout(this.#pause);
    if (isNow) void this.#run();
    else this.#pause = setTimeout(() => this.#beginIn(0), ms);
  }

  /** Sends what waits, batch after batch; resolves when nothing is under way any more. */
  async flush(): Promise<void> {
    let before: Promise<void> | undefined;
    do {
      before = this.#sending;
      await before;
      await this.submit({ type: 'claim', flush: true });
    } while (this.#sending && this.#sending !== before);
  }

  /** The page ends: what waits is only added to the store, and what is unsent leaves by keepalive. Resolves when it is written. */
  pageEnd(): Promise<void> {
    if (this.#closed || this.#wasAway || ![this.#denial, ''].includes(owed())) return Promise.resolve();
    const calls = this.#inbox.filter(({ line }) => isCall(line));
    const unwritten = calls.filter(({ isWritten }) => !isWritten);
    const outcomes = this.#inbox.filter(({ line }) => isOutcome(line));
    // Nor will this page say what comes of its request: whoever is next need not wait for it.
    const release = this.#lease ? [{ line: encode({ type: 'release', lease: this.#lease }) }] : [];
    const left = this.#leave([...unwritten, ...outcomes, ...release], unwritten.length > 0).catch(() => {});
    // What is still being packed, or too large, ends with the page.
    const before = this.#outlives ? [] : release;
    const lines = (list: Call[]) => list.map(({ line }) => line);
    if (this.#core) sendAtEnd(this.#core, this.config, this.#commit, lines(before), lines(calls.slice(0, ROWS_MAX)), !this.store.isOpen, this.#under);
    return left;
  }

  /** In case this page doesn't come to its step, unless the core is there soon. A burst without end isn't written down. */
  #leaveEarly(call: Call): void {
    this.#room -= costOf(call.line);
    if (this.#room >= 0 && this.#early.push(call) === 1) attempt(() => setTimeout(() => this.#leaveWaiting(), LEAVE_MS));
  }

  #leaveWaiting(): void {
    const calls = this.#early.splice(0).filter((call) => !this.#core && this.#inbox.includes(call));
    this.#leave(calls).then(() => {
      for (const call of calls) call.isWritten = true;
    }).catch(() => {});
  }

  /** For the next page; if this one comes to its step after all, the core knows the calls again. */
  async #leave(calls: Call[], isLast = false): Promise<void> {
    if (calls.length === 0) return;
    const lines = this.#withSettings(calls);
    calls.forEach((call, i) => { call.line = lines[i]!; });
    await this.store.leave(lines, isLast);
  }

  #withSettings(calls: Call[]): string[] {
    const settings = settingsOf({ ...this.config, shopper: shopperOf(this.store.onDisk) });
    return calls.map(({ line }) => (isCall(line) ? line.replace(/^({"type":"\w+",)(?!"with")/, (type) => `${type}"with":${settings},`) : line));
  }

  /** For good, as at the end of a page: what is on its way may arrive, the rest is left. Resolves when it is written. */
  async stop(result: object): Promise<void> {
    try {
      const left = this.pageEnd();
      this.#shut(result);
      await left;
    } finally {
      this.#shut(result);
    }
  }

  /** For good: nothing more is stored, sent or told, and every call gets this result, also those under way. */
  close(result: object): void {
    for (const giveUp of this.#under) giveUp();
    this.#shut(result);
  }

  #shut(result: object): void {
    this.#closed = result;
    clearTimeout(this.#timer);
    clearTimeout(this.#pause);
    for (const call of this.#inbox.splice(0)) call.resolve?.(result);
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    await undefined; // the other calls of this tick come along
    while ((this.#inbox.length > 0 || this.#beyond > 0) && this.#dueAt <= performance.now()) await this.#step(this.#core!);
    if (this.#inbox.length === 0) this.#dueAt = Infinity;
    this.#running = false;
  }

  async #step(core: Core): Promise<void> {
    const waiting = this.#inbox.slice();
    clearTimeout(this.#pause);
    this.#dueAt = Infinity;
    this.#stepped = performance.now();
    const claims = waiting.some(({ line }) => line.startsWith(CLAIM.slice(0, -1)));
    // What was said in memory is left on the disk, once that works again.
    if (this.store.isMemory) this.#beyond = 0;
    // Behind those that an answer takes, as many again.
    const rowsMax = waiting.some(({ line }) => isOutcome(line)) ? 2 * ROWS_MAX : ROWS_MAX;
    const wants = { rows: claims ? rowsMax : 0, leftovers: this.#beyond < 0 ? 0 : LEFTOVERS_MAX, beyond: this.#beyond };
    let step: Step | undefined;
    try {
      await core.ready;
      await this.store.transact(wants, (reads) => {
        if (this.#isErased(reads, waiting)) this.hears.erased(reads.state !== '');
        if (this.#closed) throw new StepError();
        const portion = portionOf(reads, waiting, String(this.config.platform));
        const decision = decide(core, this.config, reads, portion.calls.map(({ line }) => line));
        const made: Step = (step = { ...decision, ...portion, rows: [...reads.rows, ...decision.writes.put] });
        const own = portion.calls.filter(({ line, resolve }) => resolve && isCall(line));
        const next = isDue(decision.commands) ? (rows: Row[]) => this.#claim(core, made, rows) : undefined;
        return { ...decision.writes, taken: portion.taken, calls: () => this.#withSettings(own), next };
      });
    } catch (error) {
      // Nothing was written: what was left stays for another page.
      this.#beyond = -1;
      this.#inbox = this.#inbox.filter((call) => !waiting.includes(call));
      for (const call of waiting) call.reject?.(error);
      return;
    }
    if (step && !this.#closed) this.#committed(core, step);
    if (this.#beyond > 0 || waiting.includes(this.#inbox[0])) this.#dueAt = 0;
  }

  /** What the step has made due, in its own transaction. */
  #claim(core: Core, step: Step, rows: Row[]): Effects {
    const { commands, writes } = decide(core, this.config, { state: step.writes.state, rows, leftovers: [] }, [CLAIM]);
    step.commands.push(...commands);
    step.writes.state = writes.state;
    step.rows = rows;
    return writes;
  }

  /**
   * Another tab has erased what this one had stored. On a new connection an empty store may also be one that
   * the browser has cleared; a page that was away tells nothing apart, and takes it for a denial.
   */
  #isErased({ state, isFresh, leftovers }: Reads, waiting: Call[]): boolean {
    const { state: last } = this.#commit;
    if (last === undefined) {
      // What it had said was left in the store with its end.
      const lines = waiting.map(({ line }) => line);
      return this.#wasAway && state === '' && lines.some(isCall) && !leftovers.some(({ line }) => lines.includes(line));
    }
    if (isFresh && !this.#wasAway) return false;
    const shopper = shopperOf(state);
    return state === '' || (shopper !== undefined && shopper !== shopperOf(last));
  }

  #committed(core: Core, { commands, writes, calls, rows, beyond }: Step): void {
    this.#beyond = beyond;
    this.#wasAway = false;
    this.#inbox = this.#inbox.filter((call) => !calls.includes(call));
    this.#commit.note(writes, this.store.isMemory);
    this.hears.stepped?.(commands, writes.state, rows, calls);
    for (const row of writes.put) if (!this.#closed) this.hears.written(core, row.text);
    for (const command of commands) this.#carryOut(command, calls, rows);
    for (const call of calls) call.resolve?.(undefined); // those without a report
  }

  #carryOut(command: Command, calls: Call[], rows: Row[]): void {
    if (this.#closed) return; // by whoever heard of the command before
    if (command.do === 'report') calls[command.input]?.resolve?.(command.result);
    if (command.do === 'notify') this.hears.notify(command.event, command.detail);
    if (command.do === 'wake') {
      this.#then = command.then;
      this.#wakeAt(command.at);
    }
    if (command.do === 'send') {
      const { lease, timeout, pack } = command;
      this.#lease = lease;
      this.#outlives = false;
      const begins = (outlives: boolean) => { this.#outlives = outlives; };
      this.#sending = post(this.config.collector, bodyOf(command, rows), timeout, this.#under, pack, begins).then((answer) => {
        if (this.#lease === lease) this.#lease = undefined;
        this.#answered({ lease, ...answer }).catch(() => {});
      });
    }
  }

  /** It may take the next batch along, which it doesn't delay. */
  async #answered(answer: Answer & { lease: string }): Promise<void> {
    const untilNext = this.#then ? this.#then - Date.now() : Infinity;
    await this.submitLine(encode({ type: 'outcome', ...answer }), Math.min(untilNext, this.answerMsMax)).catch(() => {});
    if (!this.#closed) this.hears.answered?.(answer);
  }

  #wakeAt(at: number): void {
    clearTimeout(this.#timer);
    const due = at === 0 ? Infinity : Math.max(at - Date.now(), 0);
    // What waits on a disk that failed has no other timer.
    const wait = Math.min(due, this.store.isMemory ? RETRY_MS : Infinity);
    if (wait < Infinity) this.#timer = setTimeout(() => this.wake(), Math.min(wait, TIMER_MS_MAX));
  }
}

/** A claim would find something to send: with nobody's request under way `at` is no longer ahead. */
const isDue = (commands: Command[]) => commands.some((command) => command.do === 'wake' && command.at > 0 && command.at <= Date.now());
