// The way of a call: inbox -> one transaction with the core's step in it -> the step's commands.
//
// Calls made in one tick share one transaction; while one runs, the next ones gather. Everything
// that is decided, the core decides; this file only carries out.

import type { Core } from './core';
import { entropy } from './encode';
import { post } from './sender';
import type { Reads, Row, Store, Writes } from './store';

/** Settings as core/input.h reads them. */
export type Config = Record<string, unknown>;

/** What the core reports; the shapes are in core/command.h. */
type Command =
  | { do: 'put'; seq: number; bytes: number; id: string }
  | { do: 'delete'; seqs: number[] }
  | { do: 'send'; lease: string; seqs: number[]; head: string; tail: string; timeout: number }
  | { do: 'wake'; at: number }
  | { do: 'report'; input: number; result: any }
  | { do: 'notify'; event: 'sent' | 'dropped'; detail: any };

interface Call {
  line: string;
  resolve: (result: any) => void;
  reject: (error: unknown) => void;
}

const ROWS_MAX = 100;
const TIMER_MS_MAX = 2 ** 31 - 1;

export class Engine {
  #inbox: Call[] = [];
  #underWay: Call[] = [];
  #running = false;
  #closed?: object;
  /** Lines that this page left in the store though it still has them in memory. */
  readonly #left = new Set<string>();
  #core?: Core;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sending?: Promise<void>;

  constructor(
    private readonly store: Store,
    private readonly config: Config & { collector: string },
    private readonly notify: (event: 'sent' | 'dropped', detail: any) => void,
  ) {}

  /** From here on calls are carried out; before, they wait. */
  start(core: Core): void {
    this.#core = core;
    this.#closed = undefined;
    this.submit({ type: 'claim' });
  }

  /** Resolves with the core's report once the step's transaction is committed. */
  submit(input: object): Promise<any> {
    return this.submitLine(JSON.stringify(input));
  }

  submitLine(line: string): Promise<any> {
    if (this.#closed) return Promise.resolve(this.#closed);
    return new Promise((resolve, reject) => {
      this.#inbox.push({ line, resolve, reject });
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

  /** The page may be gone at any moment: keep what no commit has confirmed, send what waits. */
  pageEnd(): void {
    const waiting = [...this.#inbox, ...this.#underWay].map((call) => call.line).filter(isTrack);
    if (waiting.length > 0) {
      for (const line of waiting) this.#left.add(line);
      this.store.leave(waiting).catch(() => {});
    }
    if (this.#core) this.submit({ type: 'claim', flush: true, page_end: true }).catch(() => {});
  }

  /** Nothing is carried out any more: every call gets this result, waiting ones too. */
  close(result: object): void {
    this.#closed = result;
    clearTimeout(this.#timer);
    for (const call of this.#inbox.splice(0)) call.resolve(result);
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    await null; // the other calls of this tick come along
    while (this.#core && this.#inbox.length > 0) {
      this.#underWay = this.#inbox.splice(0);
      await this.#step(this.#core, this.#underWay).catch((error) => {
        for (const call of this.#underWay) call.reject(error);
      });
      this.#underWay = [];
    }
    this.#running = false;
  }

  async #step(core: Core, calls: Call[]): Promise<void> {
    const claims = calls.some((call) => call.line.startsWith('{"type":"claim"'));
    let commands: Command[] = [];
    let rows: Row[] = [];
    await this.store.transact(claims ? ROWS_MAX : 0, (reads) => {
      const [state, list, ...texts] = core.step(this.#request(reads, calls)).split('\n');
      commands = JSON.parse(list);
      const writes = writesOf(state, commands, texts);
      rows = [...reads.rows, ...writes.put];
      return writes;
    });
    for (const command of commands) this.#carryOut(command, calls, rows);
    for (const call of calls) call.resolve(undefined); // those without a report
  }

  /** Leftovers stand behind this page's calls, so that reports keep their numbers. */
  #request(reads: Reads, calls: Call[]): string {
    const context = {
      now: Date.now(),
      entropy: entropy(),
      config: this.config,
      rows: reads.rows.map((row) => [row.seq, row.bytes, row.id]),
    };
    const leftovers = reads.leftovers.filter((line) => !this.#left.has(line));
    return [JSON.stringify(context), reads.state, ...calls.map((call) => call.line), ...leftovers].join('\n');
  }

  #carryOut(command: Command, calls: Call[], rows: Row[]): void {
    if (command.do === 'report') calls[command.input]?.resolve(command.result);
    if (command.do === 'notify') this.notify(command.event, command.detail);
    if (command.do === 'wake') this.#wakeAt(command.at);
    if (command.do === 'send') {
      const texts = rows.filter((row) => command.seqs.includes(row.seq)).map((row) => row.text);
      const body = command.head + texts.join(',') + command.tail;
      this.#sending = post(this.config.collector, body, command.timeout).then(async (answer) => {
        await this.submit({ type: 'outcome', lease: command.lease, ...answer }).catch(() => {});
      });
    }
  }

  #wakeAt(at: number): void {
    clearTimeout(this.#timer);
    if (at === 0) return;
    const wait = Math.min(Math.max(at - Date.now(), 0), TIMER_MS_MAX);
    this.#timer = setTimeout(() => this.submit({ type: 'claim' }).catch(() => {}), wait);
  }
}

/** Calls that say something about the shop; the others are the engine's own. */
const isTrack = (line: string) => /^{"type":"(track|observe|identify)"/.test(line);

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
