// What every store of an origin has in common: what a step reads and writes, and the promise of its backing.

/** A stored event: its text goes on the wire as it is. */
export interface Row {
  seq: number;
  bytes: number;
  id: string;
  text: string;
}

export interface Writes {
  state: string;
  put: Row[];
  delete: number[];
}

/** What a step wants to read beside the state. */
export interface Wants {
  /** How many of the first rows. */
  rows: number;
  /** Inputs that a page left without a step; they are taken out. Only when wanted does the step lock them. */
  leftovers: boolean;
}

export interface Reads {
  state: string;
  rows: Row[];
  leftovers: string[];
  /** The state was copied from another store, where its rows stay. */
  fork?: boolean;
  /** The first on this connection: what lay in the store may have been cleared by the browser. */
  isFresh?: boolean;
}

/** Synchronous. When it throws, nothing is written. */
export type Step = (reads: Reads) => Writes;

/** The step itself failed: no other store would do better. */
export class StepError extends Error {}

export function run(step: Step, reads: Reads): Writes {
  try {
    return step(reads);
  } catch (error) {
    throw new StepError(String(error), { cause: error });
  }
}

/** What outlives a page: IndexedDB (disk.ts); for a pixel what its sandbox has (proxy-disk.ts). */
export interface Backing {
  /** What is left here without a further word may outlive the page. */
  readonly isOpen: boolean;
  /** It has not answered in time. It may still. */
  readonly isSlow: boolean;
  open(): void;
  transact(wants: Wants, step: Step): Promise<void>;
  leave(inputs: string[]): Promise<void>;
  /** Everything, or only if the state that is found is one's own. */
  erase(isOwn?: (state: string) => boolean): Promise<void>;
}

/** Between two tries of a disk that failed. */
export const RETRY_MS = 30_000;
