// A store that lives and dies with its page, for as long as IndexedDB fails.

import { type Effects, type Row, ROWS_MAX, run, type Step } from './backing';

// Some thousand calls. Past that a page doesn't go back to the disk.
const SAID_UNITS_MAX = 5_000_000;

export class Memory {
  #state: string;
  #fork = true;
  readonly #rows = new Map<number, Row>();
  #saidUnits = 0;
  /** The calls that were carried out here and nowhere else; undefined: too many to keep. */
  said?: string[] = [];

  constructor(state: string) {
    this.#state = state;
  }

  transact(rowsMax: number, step: Step): void {
    const writes = run(step, { state: this.#state, rows: this.#first(rowsMax), leftovers: [], fork: this.#fork });
    this.#fork = false;
    this.#write(writes);
    if (writes.next) this.#write(run(writes.next, this.#first(ROWS_MAX)));
    this.#remember(writes.calls());
  }

  #first(count: number): Row[] {
    return [...this.#rows.values()].slice(0, count);
  }

  #write({ state, put, delete: deleted }: Effects): void {
    this.#state = state;
    for (const row of put) this.#rows.set(row.seq, row);
    for (const seq of deleted) this.#rows.delete(seq);
  }

  #remember(calls: string[]): void {
    for (const call of calls) this.#saidUnits += call.length;
    if (this.#saidUnits > SAID_UNITS_MAX) this.said = undefined;
    this.said?.push(...calls);
  }
}
