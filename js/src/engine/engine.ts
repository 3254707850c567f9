// The way of a call: inbox -> one transaction with the core's step in it -> the step's commands.
//
// Calls made in one tick share a transaction, up to INPUTS_MAX; while one runs, the next ones gather.
// Everything that is decided, the core decides; this file only carries out.

import type { KagoEvents, TrackResult } from '../api/types';
import type { Core } from './core';
import { entropy } from './encode';
import { keepaliveRoom, post } from './sender';
import { type Reads, RETRY_MS, type Row, type Writes } from '../store/backing';
import type { Store } from '../store/store';

/** Settings as core/input.h reads them. */
export type Config = Record<string, unknown>;

/** What the core reports; the shapes are in core/command.h. */
type Command =
  | { do: 'put'; seq: number; bytes: number; id: string }
  | { do: 'delete'; seqs: number[] }
  | { do: 'send'; lease: string; seqs: number[]; head: string; tail: string; timeout: number }
  | { do: 'wake'; at: number }
  | { do: 'report'; input: number; result: unknown }
  | { do: 'notify'; event: Notice; detail: KagoEvents[Notice] };

type Notice = 'sent' | 'dropped';

/** Of a line that says something; what was observed may be several events, each with its own name. */
export type Report = TrackResult & { name?: string; also?: Report[] };

interface Call {
  line: string;
  resolve: (result: unknown) => void;
  reject: (error: unknown) => void;
}

const ROWS_MAX = 100;
// So that a burst is no long task: a page that is to be closed meanwhile comes to its end in time.
const INPUTS_MAX = 25;
// A clock that is set back lets no timer wait for long.
const TIMER_MS_MAX = 900_000;

export interface Hears {
  notify(event: Notice, detail: KagoEvents[Notice]): void;
  /** Each event once it is committed, by the one tab that has committed it. */
  written(core: Core, event: string): void;
  /** What this page had stored is gone: it was denied elsewhere. `isNew`: and granted again since. */
  erased(isNew: boolean): void;
}

/** Works for as long as it isn't closed; what was said to one is nothing to the next (consent/gate.ts). */
export class Engine {
  #inbox: Call[] = [];
  #underWay: Call[] = [];
  #running = false;
  #closed?: object;
  /** A later step must not lock what a page end has to write. */
  #wantsLeftovers = true;
  /** As this page committed it last: what a page end builds on, when no transaction has time. */
  #state?: string;
  #memory = false;
  /** The page comes from the back/forward cache: it may have missed a denial, until a step has seen the store. */
  #wasAway = false;
  /** Fires when the engine is closed: whatever began before has no effect after it. */
  readonly #ended = new AbortController();
  /** What this page stored and no answer has taken yet, the newest ROWS_MAX at most. */
  readonly #unsent = new Map<number, Row>();
  #core?: Core;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending?: Promise<void>;
  /** Of the request under way. */
  #lease?: string;
  /** That request goes on without the page. */
  #outlives = false;

  constructor(
    private readonly store: Store,
    private readonly config: Config & { collector: string },
    private readonly hears: Hears,
    /** Comes before every transaction: erasing what was stored. */
    private readonly after?: Promise<unknown>,
  ) {}

  /** From here on calls are carried out; before, they wait. `config`: what became known meanwhile. */
  start(core: Core, config: Config = {}): void {
    Object.assign(this.config, config);
    this.#core = core;
    this.wake();
  }

  /** Back on the page: another one may have left something meanwhile. */
  back(): void {
    this.#wantsLeftovers = true;
    this.wake();
  }

  /** From the back/forward cache; `back` follows. */
  restored(): void {
    this.#wasAway = true;
  }

  /** What is stored was stored by this page, or by nobody yet. */
  owns(state: string): boolean {
    return state === '' || shopperOf(state) === shopperOf(this.#state ?? '');
  }

  /** Sends what is due. `online`: the network is back. */
  wake(online?: true): void {
    this.submit({ type: 'claim', online }).catch(() => {});
  }

  /** Resolves with the core's report once the step's transaction is committed. */
  submit<R>(input: object): Promise<R | undefined> {
    return this.submitLine(JSON.stringify(input));
  }

  submitLine<R>(line: string): Promise<R | undefined> {
    if (this.#closed) return Promise.resolve(this.#closed as R);
    if (!this.#core && isCall(line)) this.#leave([line]);
    return new Promise((resolve, reject) => {
      this.#inbox.push({ line, resolve: resolve as Call['resolve'], reject });
      this.#run();
    });
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

  /**
   * The page ends. A transaction would be cut off, and one that a cached page holds open would cost
   * it its place in the cache. So what waits is only added to the store, and all that this page
   * knows to be unsent leaves by keepalive, built on the last state; the collector counts once what
   * the next page sends again.
   */
  pageEnd(): Promise<void> {
    if (this.#closed || this.#wasAway) return Promise.resolve();
    const inputs = [...this.#underWay, ...this.#inbox].map((call) => call.line);
    const waiting = inputs.filter(isCall);
    // Nor will this page say what comes of its request: whoever is next need not wait for it.
    const left = this.#leave([...waiting, ...inputs.filter(isOutcome), ...(this.#lease ? [releaseOf(this.#lease)] : [])]);
    const isOpen = this.store.isOpen;
    // Nothing can be written down: an event of an unknown shopper is better than none.
    const state = this.#state ?? (isOpen ? undefined : '');
    if (!this.#core || state === undefined) return left;
    const rows = [...this.#unsent.values()];
    const end = { room: keepaliveRoom(), last: !isOpen };
    // More than that many don't fit; what is still being packed, or too large, ends with the page.
    const lines = [...waiting.slice(0, ROWS_MAX), JSON.stringify({ type: 'claim', page_end: end })];
    if (this.#lease && !this.#outlives) lines.unshift(releaseOf(this.#lease));
    const { commands, writes } = this.#decide(this.#core, { state, rows, leftovers: [] }, lines);
    const send = commands.find((command) => command.do === 'send');
    if (send) post(this.config.collector, bodyOf(send, [...rows, ...writes.put]), send.timeout, this.#ended.signal);
    return left;
  }

  /** For the next page, in case this one doesn't come to its step; if it does, the core knows them again. */
  async #leave(lines: string[]): Promise<void> {
    if (lines.length > 0) await this.store.leave(lines).catch(() => {});
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
    this.#ended.abort();
    this.#shut(result);
  }

  #shut(result: object): void {
    this.#closed = result;
    clearTimeout(this.#timer);
    for (const call of [...this.#underWay, ...this.#inbox.splice(0)]) call.resolve(result);
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    await this.after; // in any case the other calls of this tick come along
    while (this.#core && this.#inbox.length > 0) {
      // With what was left go all that this page may have left itself: their order is one.
      this.#underWay = this.#inbox.splice(0, this.#wantsLeftovers ? Infinity : INPUTS_MAX);
      await this.#step(this.#core, this.#underWay).catch((error) => {
        for (const call of this.#underWay) call.reject(error);
      });
      this.#underWay = [];
    }
    this.#running = false;
  }

  async #step(core: Core, calls: Call[]): Promise<void> {
    const claims = calls.some((call) => call.line.startsWith('{"type":"claim"'));
    const wants = { rows: claims ? ROWS_MAX : 0, leftovers: this.#wantsLeftovers };
    let commands: Command[] = [];
    let writes: Writes | undefined;
    let rows: Row[] = [];
    let older = 0;
    const own = calls.map((call) => call.line);
    await core.ready;
    await this.store.transact(wants, own.filter(isCall), (reads) => {
      if (this.#isErased(reads, own)) this.hears.erased(reads.state !== '');
      if (this.#closed) throw new Error('kago: closed');
      const leftovers = reads.leftovers.filter((line) => !own.includes(line));
      older = leftovers.length;
      const lines = [...leftovers, ...own];
      ({ commands, writes } = this.#decide(core, reads, lines));
      rows = [...reads.rows, ...writes.put];
      return writes;
    });
    if (this.#closed) return;
    this.#wantsLeftovers = this.#wasAway = false;
    if (writes) {
      this.#remember(writes);
      for (const row of writes.put) if (!this.#closed) this.hears.written(core, row.text);
    }
    for (const command of commands) this.#carryOut(command, calls, rows, older);
    for (const call of calls) call.resolve(undefined); // those without a report
  }

  /**
   * Another tab has erased what this one had stored. On a new connection an empty store may also be one that
   * the browser has cleared; a page that was away tells nothing apart, and takes it for a denial.
   */
  #isErased({ state, isFresh, leftovers }: Reads, own: string[]): boolean {
    if (this.#state === undefined) {
      // What it had said was left in the store with its end.
      return this.#wasAway && state === '' && own.some(isCall) && !own.some((line) => leftovers.includes(line));
    }
    if (isFresh && !this.#wasAway) return false;
    const shopper = shopperOf(state);
    return state === '' || (shopper !== undefined && shopper !== shopperOf(this.#state));
  }

  /** The core's step, without any effect yet. */
  #decide(core: Core, { state, rows, fork }: Reads, lines: string[]): { commands: Command[]; writes: Writes } {
    const context = {
      now: Date.now(),
      entropy: entropy(),
      config: this.config,
      fork,
      rows: rows.map((row) => [row.seq, row.bytes, row.id]),
    };
    const reply = core.step([JSON.stringify(context), state, ...lines].join('\n'));
    const [next, list, ...texts] = reply.split('\n');
    const commands: Command[] = JSON.parse(list);
    return { commands, writes: writesOf(next, commands, texts) };
  }

  #remember(writes: Writes): void {
    this.#state = writes.state;
    // Back on the disk, where what was in memory has other rows.
    if (this.#memory && this.store.kind !== 'memory') this.#unsent.clear();
    this.#memory = this.store.kind === 'memory';
    for (const row of writes.put) {
      // Numbers that begin anew: these rows are in memory now, the others stay where they were.
      if (row.seq <= ([...this.#unsent.keys()].pop() ?? 0)) this.#unsent.clear();
      this.#unsent.set(row.seq, row);
    }
    for (const seq of writes.delete) this.#unsent.delete(seq);
    for (const seq of this.#unsent.keys()) {
      if (this.#unsent.size <= ROWS_MAX) break;
      this.#unsent.delete(seq);
    }
  }

  #carryOut(command: Command, calls: Call[], rows: Row[], older: number): void {
    if (this.#closed) return; // by whoever heard of the command before
    if (command.do === 'report') calls[command.input - older]?.resolve(command.result);
    if (command.do === 'notify') this.hears.notify(command.event, command.detail);
    if (command.do === 'wake') this.#wakeAt(command.at);
    if (command.do === 'send') {
      const { lease, timeout } = command;
      this.#lease = lease;
      this.#outlives = false;
      const begins = (outlives: boolean) => { this.#outlives = outlives; };
      this.#sending = post(this.config.collector, bodyOf(command, rows), timeout, this.#ended.signal, begins).then(async (answer) => {
        if (this.#lease === lease) this.#lease = undefined;
        await this.submit({ type: 'outcome', lease, ...answer }).catch(() => {});
      });
    }
  }

  #wakeAt(at: number): void {
    clearTimeout(this.#timer);
    const due = at === 0 ? Infinity : Math.max(at - Date.now(), 0);
    // What waits on a disk that failed has no other timer.
    const wait = Math.min(due, this.store.kind === 'memory' ? RETRY_MS : Infinity);
    if (wait < Infinity) this.#timer = setTimeout(() => this.wake(), Math.min(wait, TIMER_MS_MAX));
  }
}

/** Calls that say something about the shop; the others are the engine's own. */
const isCall = (line: string) => /^{"type":"(track|observe|identify)"/.test(line);
const isOutcome = (line: string) => line.startsWith('{"type":"outcome"');
/** Each time that the store begins anew, so does the shopper. */
const shopperOf = (state: string) => /"anonymous_id":"([^"]*)/.exec(state)?.[1];
const releaseOf = (lease: string) => JSON.stringify({ type: 'release', lease });

function bodyOf(send: Extract<Command, { do: 'send' }>, rows: Row[]): string {
  const texts = rows.filter((row) => send.seqs.includes(row.seq)).map((row) => row.text);
  return send.head + texts.join(',') + send.tail;
}

function writesOf(state: string, commands: Command[], texts: string[]): Writes {
  const writes: Writes = { state, put: [], delete: [] };
  for (const command of commands) {
    if (command.do === 'put') {
      const { seq, bytes, id } = command;
      writes.put.push({ seq, bytes, id, text: texts[writes.put.length] });
    } else if (command.do === 'delete') {
      writes.delete.push(...command.seqs);
    }
  }
  return writes;
}
