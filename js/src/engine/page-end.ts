// What leaves with a page that ends. A transaction would be cut off, and one that a cached page holds
// open would cost it its place in the cache: so the step is made on the last state that this page has
// committed, and its result isn't stored; the collector counts once what the next page sends again.

import { bodyOf, type Config, decide } from './commands';
import type { Core } from './core';
import { encode } from './encode';
import { keepaliveRoom, post, type UnderWay } from './sender';
import { type Effects, type Row, ROWS_MAX } from '../store/backing';

/** The last commit of this page, and what it stored that no answer has taken yet, the newest ROWS_MAX at most. */
export class LastCommit {
  state?: string;
  #memory = false;
  readonly #unsent = new Map<number, Row>();

  get rows(): Row[] {
    return [...this.#unsent.values()];
  }

  note({ state, put, delete: deleted }: Effects, memory: boolean): void {
    this.state = state;
    // Back on the disk, where what was in memory has other rows.
    if (this.#memory && !memory) this.#unsent.clear();
    this.#memory = memory;
    for (const row of put) {
      // Numbers that begin anew: these rows are in memory now, the others stay where they were.
      if (row.seq <= ([...this.#unsent.keys()].pop() ?? 0)) this.#unsent.clear();
      this.#unsent.set(row.seq, row);
    }
    for (const seq of deleted) this.#unsent.delete(seq);
    for (const seq of this.#unsent.keys()) {
      if (this.#unsent.size <= ROWS_MAX) break;
      this.#unsent.delete(seq);
    }
  }
}

/**
 * Sends by keepalive what this page knows to be unsent, and what becomes of `calls` as long as there is room: the next
 * page stands still meanwhile. `before`: what comes first. `last`: nothing can be written down, so an event of an unknown
 * shopper is better than none.
 */
export function sendAtEnd(
  core: Core, config: Config & { collector: string }, { state, rows }: LastCommit, before: string[], calls: string[], last: boolean, under: UnderWay,
): void {
  if (state === undefined && !last) return;
  const room = keepaliveRoom();
  // An event is about as long as what was said.
  let units = room;
  for (const row of rows) units -= row.bytes;
  const fitting = calls.filter((line) => units > 0 && (units -= line.length));
  const claim = encode({ type: 'claim', page_end: { room, last } });
  const { commands, writes } = decide(core, config, { state: state ?? '', rows, leftovers: [] }, [...before, ...fitting, claim]);
  const send = commands.find((command) => command.do === 'send');
  if (send) void post(config.collector, bodyOf(send, [...rows, ...writes.put]), send.timeout, under);
}
