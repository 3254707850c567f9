// Where an origin's state and events are kept: in IndexedDB, and in memory while the browser doesn't
// let us. The transaction is the lock: reading the state, the core's step and writing what came of it
// are one readwrite transaction, which the browser runs one at a time over all tabs.

import { type Backing, NewerState, RETRY_MS, type Step, StepError, type Wants } from './backing';
import { Memory } from './memory';

/**
 * Goes over to memory when the disk fails, with what is known of shopper and cart, and comes back when
 * it works again: what was said meanwhile is then left there, to be carried out like what a page has
 * left. The collector counts once what it gets twice.
 */
export class Store {
  readonly #disk: Backing;
  #memory?: Memory;
  #retryAt = 0;
  /** The state as it stood on the disk when it was last seen. */
  onDisk = '';
  /** Why it is memory: `newer_release`, or the error's name in the browser's words. */
  failure: string | null = null;

  constructor(disk: Backing) {
    this.#disk = disk;
  }

  get isMemory(): boolean {
    return !!this.#memory;
  }

  /** What a page leaves here may outlive it. */
  get isOpen(): boolean {
    return this.#disk.isOpen && !this.#memory;
  }

  /** Gets ready, so that a page that ends soon finds an open door. */
  open(): void {
    this.#disk.open();
  }

  /** Resolves after the commit. */
  async transact(wants: Wants, step: Step): Promise<void> {
    if (!this.#memory || (this.#memory.said && performance.now() >= this.#retryAt)) {
      try {
        return await this.#toDisk(wants, step);
      } catch (error) {
        this.#fail(error);
      }
    }
    this.#memory!.transact(wants.rows, step);
  }

  async #toDisk(wants: Wants, step: Step): Promise<void> {
    let state = '';
    const said = this.#memory?.said;
    if (said?.length) {
      await this.#disk.leave(said);
      said.length = 0;
    }
    await this.#disk.transact(wants, (reads) => {
      this.onDisk = reads.state;
      const writes = step({ ...reads, isFresh: reads.isFresh || !!this.#memory });
      state = writes.state;
      return writes;
    });
    this.onDisk = state;
    this.#memory = undefined;
    this.failure = null;
  }

  #fail(error: unknown): void {
    const isNewer = error instanceof NewerState;
    if (error instanceof StepError && !isNewer) throw error;
    const { name } = error as Error;
    this.failure = isNewer || name === 'VersionError' ? 'newer_release' : name;
    this.#memory ??= new Memory(this.onDisk);
    this.#retryAt = this.#disk.isSlow ? 0 : performance.now() + RETRY_MS;
  }

  /** Keeps inputs of a page that ends before its step could commit. */
  leave(inputs: string[], isLast: boolean): Promise<void> {
    return this.#disk.leave([...(this.#memory?.said ?? []), ...inputs], isLast && !this.#memory);
  }
}
