// What every store of an origin has in common: what a step reads and writes, and the promise of its backing.

/** A stored event: its text goes on the wire as it is. */
export interface Row {
  seq: number;
  bytes: number;
  id: string;
  text: string;
}

/** Rows that one request may take, and that a step which claims reads. */
export const ROWS_MAX = 100;

export interface Effects {
  state: string;
  put: Row[];
  delete: number[];
}

export interface Writes extends Effects {
  /** Which of the leftovers that it has read the step has carried out. */
  taken: Left[];
  /** The page's own calls that it has carried out. */
  calls(): string[];
  /** More to be done in the same transaction, on the first rows as they stand behind these writes; its state counts. */
  next?: (rows: Row[]) => Effects;
}

/** An input that a page left. Several may stand under one key. */
export interface Left {
  line: string;
  key: number;
}

/** What a step wants to read beside the state. */
export interface Wants {
  /** How many of the first rows. */
  rows: number;
  /** How many of the inputs that pages left, or some more, beyond that key. 0: the step doesn't lock them. */
  leftovers: number;
  beyond: number;
}

export interface Reads {
  state: string;
  rows: Row[];
  /** In the order in which they were left, as many as were wanted if there are so many. */
  leftovers: Left[];
  /** The state was copied from another store, where its rows stay. */
  fork?: boolean;
  /** The first on this connection: what lay in the store may have been cleared by the browser. */
  isFresh?: boolean;
}

/** Synchronous. When it throws, nothing is written. */
export type Step = (reads: Reads) => Writes;

/** The step itself failed: no other try on this state would do better. */
export class StepError extends Error {
  readonly isFinal = true;
}

/** The state is a newer release's, which must find it as it was. */
export class NewerState extends StepError {}

export function run<A, R>(step: (read: A) => R, read: A): R {
  try {
    return step(read);
  } catch (error) {
    throw error instanceof StepError ? error : new StepError(String(error), { cause: error });
  }
}

/** What outlives a page: IndexedDB (disk.ts); for a pixel what its sandbox has (proxy-disk.ts). */
export interface Backing {
  /** What is left here without a further word may outlive the page. */
  readonly isOpen: boolean;
  /** It can't be opened in time. It may still. */
  readonly isSlow: boolean;
  open(): void;
  transact(wants: Wants, step: Step): Promise<void>;
  /** `isLast`: the page may be destroyed as soon as this returns. */
  leave(inputs: string[], isLast?: boolean): Promise<void>;
  /** Everything, or only if the state that is found is one's own. Never rejects. */
  erase(isOwn?: (state: string) => boolean): Promise<void>;
}

/** Between two tries of a disk that failed. */
export const RETRY_MS = 30_000;
