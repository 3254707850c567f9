// A store that lives and dies with its page, for as long as IndexedDB fails.

import { type Row, run, type Step } from './backing';

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
    const rows = [...this.#rows.values()].slice(0, rowsMax);
    const writes = run(step, { state: this.#state, rows, leftovers: [], keys: [], fork: this.#fork });
    this.#fork = false;
    this.#state = writes.state;
    for (const row of writes.put) this.#rows.set(row.seq, row);
    for (const seq of writes.delete) this.#rows.delete(seq);
    this.#remember(writes.calls);
  }

  #remember(calls: string[]): void {
    for (const call of calls) this.#saidUnits += call.length;
    if (this.#saidUnits > SAID_UNITS_MAX) this.said = undefined;
    this.said?.push(...calls);
  }
}
