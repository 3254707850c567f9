// What leaves with a page that ends. A transaction would be cut off, and one that a cached page holds
// open would cost it its place in the cache: so the step is made on the last state that this page has
// committed, and its result isn't stored; the collector counts once what the next page sends again.

import { bodyOf, type Config, decide, ROWS_MAX } from './commands';
import type { Core } from './core';
import { encode } from './encode';
import { keepaliveRoom, post, type UnderWay } from './sender';
import type { Row, Writes } from '../store/backing';

/** The last commit of this page, and what it stored that no answer has taken yet, the newest ROWS_MAX at most. */
export class LastCommit {
  state?: string;
  #memory = false;
  readonly #unsent = new Map<number, Row>();

  get rows(): Row[] {
    return [...this.#unsent.values()];
  }

  note({ state, put, delete: deleted }: Pick<Writes, 'state' | 'put' | 'delete'>, memory: boolean): void {
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
 * Sends by keepalive all that this page knows to be unsent, and what of `lines` becomes an event. `last`:
 * nothing can be written down, so an event of an unknown shopper is better than none.
 */
export function sendAtEnd(
  core: Core, config: Config & { collector: string }, commit: LastCommit, lines: string[], last: boolean, under: UnderWay,
): void {
  const { state = last ? '' : undefined, rows } = commit;
  if (state === undefined) return;
  const claim = encode({ type: 'claim', page_end: { room: keepaliveRoom(), last } });
  const { commands, writes } = decide(core, config, { state, rows, leftovers: [], keys: [] }, [...lines, claim]);
  const send = commands.find((command) => command.do === 'send');
  if (send) post(config.collector, bodyOf(send, [...rows, ...writes.put]), send.timeout, under);
}
