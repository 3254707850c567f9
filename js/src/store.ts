// Where an origin's state and events are kept. The transaction is the lock: reading the state, the
// core's step and writing what came of it are one readwrite transaction, which the browser runs one
// at a time over all tabs.

import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

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
  /** Calls that a page left without a step; they are taken out. Only when wanted does the step lock them. */
  leftovers: boolean;
}

export interface Reads {
  state: string;
  rows: Row[];
  leftovers: string[];
}

export interface Store {
  readonly kind: 'indexeddb' | 'memory';
  /** Gets ready, so that a page that ends soon finds an open door. */
  open(): void;
  /** Resolves after the commit. `step` is synchronous; when it throws nothing is written. */
  transact(wants: Wants, step: (reads: Reads) => Writes): Promise<void>;
  /** Keeps calls of a page that ends before its step could commit. */
  leave(calls: string[]): Promise<void>;
  /** Forgets everything. */
  erase(): Promise<void>;
}

interface Schema extends DBSchema {
  state: { key: 'state'; value: string };
  events: { key: number; value: Row };
  leftovers: { key: number; value: string };
}

const STORES = ['state', 'events', 'leftovers'] as const;
// Safari may leave `open` without an answer (webkit.org/b/226547).
const OPEN_TIMEOUT_MS = 3_000;

/** IndexedDB where the browser lets us, memory elsewhere. */
export function openStore(name: string): Store {
  let store: Store = new IndexedDbStore(name);
  const orMemory = async <T>(use: (store: Store) => Promise<T>): Promise<T> => {
    try {
      return await use(store);
    } catch (error) {
      if (store.kind === 'memory' || error instanceof StepError) throw error;
      store = new MemoryStore();
      return use(store);
    }
  };
  return {
    get kind() {
      return store.kind;
    },
    open: () => store.open(),
    transact: (wants, step) => orMemory((s) => s.transact(wants, step)),
    leave: (calls) => orMemory((s) => s.leave(calls)),
    erase: () => orMemory((s) => s.erase()),
  };
}

/** The step itself failed: no other store would do better. */
export class StepError extends Error {}

function run(step: (reads: Reads) => Writes, reads: Reads): Writes {
  try {
    return step(reads);
  } catch (error) {
    throw new StepError(String(error), { cause: error });
  }
}

class IndexedDbStore implements Store {
  readonly kind = 'indexeddb';
  #db?: Promise<IDBPDatabase<Schema>>;

  constructor(readonly name: string) {}

  open(): void {
    this.#opened().catch(() => {}); // the first use tells
  }

  transact(wants: Wants, step: (reads: Reads) => Writes): Promise<void> {
    return this.#use(async (db) => {
      const tx = db.transaction(wants.leftovers ? STORES : ['state', 'events'], 'readwrite');
      const states = tx.objectStore('state');
      const events = tx.objectStore('events');
      try {
        const [state, rows, leftovers] = await Promise.all([
          states.get('state'),
          wants.rows > 0 ? events.getAll(null, wants.rows) : [],
          wants.leftovers ? tx.objectStore('leftovers').getAll() : [],
        ]);
        const writes = run(step, { state: state ?? '', rows, leftovers });
        if (leftovers.length > 0) tx.objectStore('leftovers').clear();
        for (const row of writes.put) events.put(row);
        for (const seq of writes.delete) events.delete(seq);
        states.put(writes.state, 'state');
      } catch (error) {
        tx.done.catch(() => {});  // the error that counts is thrown below
        if (error instanceof StepError) tx.abort();
        throw error;
      }
      await tx.done;
    });
  }

  leave(calls: string[]): Promise<void> {
    return this.#use(async (db) => {
      const tx = db.transaction('leftovers', 'readwrite');
      for (const call of calls) tx.store.add(call);
      tx.commit();
      await tx.done;
    });
  }

  erase(): Promise<void> {
    return this.#use(async (db) => {
      const tx = db.transaction(STORES, 'readwrite');
      for (const name of STORES) tx.objectStore(name).clear();
      await tx.done;
    });
  }

  #close(): void {
    this.#db?.then((db) => db.close(), () => {});
    this.#db = undefined;
  }

  /** Browsers close connections on their own (WebKit: "connection lost"): one more try on a new one. */
  async #use<T>(work: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T> {
    try {
      return await work(await this.#opened());
    } catch (error) {
      if (error instanceof StepError) throw error;
      this.#close();
      return work(await this.#opened());
    }
  }

  #opened(): Promise<IDBPDatabase<Schema>> {
    this.#db ??= withTimeout(
      openDB<Schema>(this.name, 1, {
        upgrade(db) {
          db.createObjectStore('state');
          db.createObjectStore('events', { keyPath: 'seq' });
          db.createObjectStore('leftovers', { autoIncrement: true });
        },
        blocking: () => this.#close(),
        terminated: () => this.#close(),
      }),
      OPEN_TIMEOUT_MS,
    );
    return this.#db;
  }
}

function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('kago: IndexedDB did not answer')), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

class MemoryStore implements Store {
  readonly kind = 'memory';
  #state = '';
  #rows = new Map<number, Row>();
  #leftovers: string[] = [];

  open(): void {}

  async transact(wants: Wants, step: (reads: Reads) => Writes): Promise<void> {
    const rows = [...this.#rows.values()].slice(0, wants.rows);
    const writes = run(step, { state: this.#state, rows, leftovers: wants.leftovers ? this.#leftovers.splice(0) : [] });
    this.#state = writes.state;
    for (const row of writes.put) this.#rows.set(row.seq, row);
    for (const seq of writes.delete) this.#rows.delete(seq);
  }

  async leave(calls: string[]): Promise<void> {
    this.#leftovers.push(...calls);
  }

  async erase(): Promise<void> {
    this.#state = '';
    this.#rows.clear();
    this.#leftovers = [];
  }
}
