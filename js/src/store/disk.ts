// IndexedDB, as far as Kago needs it. Its own small wrapper: the library `idb` was 1.2 kB of what a
// shopper downloads.

import { attempt } from '../page/attempt';
import { type Backing, type Effects, inTime, Late, type Left, type Row, ROWS_MAX, run, type Step, StepError, type Wants } from './backing';
import { deny, erased, owed } from './denial';
import { eraseWords, forgetWords, keepWords, wordKeys, wordsIn } from './last-words';
import { excessOf, leftIn, recordsOf, recordsWithout } from './leftovers';

const NAME = 'kago';
const VERSION = 1;
const STORES = ['state', 'events', 'leftovers'];
// Safari may leave `open` without an answer (webkit.org/b/226547), and so does a database that is to
// be deleted while another tab holds it open.
const OPEN_MS_MAX = 3_000;
// The transactions of other tabs come first.
const TRANSACTION_MS_MAX = 5_000;

const ERASE_AGAIN_MS = 2_000;

/** Makes the requests of a transaction. What fails when a request is `answered` aborts it. */
type Work = (tx: IDBTransaction, answered: (request: IDBRequest, work: () => void) => void) => void;

export class Disk implements Backing {
  #db?: Promise<IDBDatabase>;
  #connection?: IDBDatabase;
  /** The database has not answered in time. It may still. */
  isSlow = false;
  #isFresh = true;
  /** What was asked for before, and hasn't begun, has no effect. */
  #erasures = 0;
  /** Uses that wait for an erasure. */
  #clearing = 0;
  #isOver = false;

  /** `failed` hears why something couldn't be erased. */
  constructor(private readonly failed: (error: unknown) => void) {
    if (owed()) void this.#settle();
  }

  get isOpen(): boolean {
    return !!this.#connection;
  }

  open(): void {
    this.#tidy().catch(() => {}); // the first use tells
  }

  /**
   * Takes over what pages have said last. What no page could carry out, for want of a core or of the right one,
   * isn't kept for ever.
   */
  async #tidy(): Promise<void> {
    let words: string[] = [];
    await this.#use(['leftovers'], (tx, answered) => {
      const leftovers = tx.objectStore('leftovers');
      words = wordKeys();
      for (const record of recordsOf(words.flatMap(wordsIn))) leftovers.add(record);
      const keys = leftovers.getAllKeys();
      const lines: IDBRequest<string[]> = leftovers.getAll();
      answered(lines, () => {
        const all = leftIn(lines.result, keys.result);
        const excess = excessOf(all, Date.now());
        if (!excess) return;
        remove(leftovers, excess.gone, all);
        leftovers.add(excess.count);
      });
    });
    forgetWords(words);
  }

  opens(): Promise<boolean> {
    return this.#opened().then(() => true, () => false);
  }

  transact(wants: Wants, step: Step): Promise<void> {
    return this.#use(wants.leftovers > 0 ? STORES : ['state', 'events'], (tx, answered) => {
      const states = tx.objectStore('state');
      const events = tx.objectStore('events');
      const leftovers = wants.leftovers > 0 ? tx.objectStore('leftovers') : undefined;
      const rows: IDBRequest<Row[]> | undefined = wants.rows > 0 ? events.getAll(null, wants.rows) : undefined;
      const beyond = IDBKeyRange.lowerBound(wants.beyond, true);
      const keys = leftovers?.getAllKeys(beyond, wants.leftovers);
      const left: IDBRequest<string[]> | undefined = leftovers?.getAll(beyond, wants.leftovers);
      const write = ({ state, put, delete: deleted }: Effects) => {
        for (const row of put) events.put(row);
        for (const seq of deleted) events.delete(seq);
        states.put(state, 'state');
      };
      // Answers come in the order of the requests: with this one all are there.
      const state = states.get('state');
      answered(state, () => {
        const isFresh = this.#isFresh;
        this.#isFresh = false;
        const seen = left ? leftIn(left.result, keys!.result, wants.leftovers) : [];
        const writes = run(step, {
          isFresh,
          state: String(state.result ?? ''),
          rows: rows?.result ?? [],
          leftovers: seen,
        });
        if (leftovers) remove(leftovers, writes.taken, seen);
        write(writes);
        const { next } = writes;
        if (!next) return;
        const first: IDBRequest<Row[]> = events.getAll(null, ROWS_MAX);
        answered(first, () => write(run(next, first.result)));
      });
    });
  }

  /** Asks for nothing, so that the transaction needs no more words of a page that ends. */
  async leave(inputs: string[], isLast?: boolean): Promise<void> {
    const words = isLast ? keepWords(inputs) : [];
    await this.#use(['leftovers'], (tx) => {
      for (const record of recordsOf(inputs)) tx.objectStore('leftovers').add(record);
      tx.commit?.();
    });
    forgetWords(words);
  }

  /** Everything, or only if the state is one's own. Resolves after the first try. */
  erase(isOwn?: (state: string) => boolean): Promise<void> {
    this.#erasures++;
    if (!isOwn) {
      deny();
      eraseWords();
    }
    return this.#settle(isOwn);
  }

  /** Does what a denial has left to be done, until it is. */
  async #settle(isOwn?: (state: string) => boolean): Promise<void> {
    try {
      await this.#clear(isOwn);
    } catch (error) {
      if (this.#isOver) return;
      this.failed(error);
      setTimeout(() => owed() && this.#settle(), ERASE_AGAIN_MS);
    }
  }

  /**
   * What a denial has left to be erased, or what is one's own. Leaves no database where there was none. One that can't be
   * cleared, or is a newer release's, is deleted.
   */
  async #clear(isOwn?: (state: string) => boolean): Promise<void> {
    let denial = owed();
    const known = this.#db ? undefined : await indexedDB.databases?.();
    if (known?.every(({ name }) => name !== NAME)) {
      eraseWords();
    } else {
      try {
        await this.#attempt(STORES, (tx, answered) => {
          const state = tx.objectStore('state').get('state');
          answered(state, () => {
            // Another tab may have done it, and consent may have been granted since.
            denial = owed();
            if (!denial && !isOwn?.(String(state.result ?? ''))) return;
            eraseWords();
            for (const name of STORES) tx.objectStore(name).clear();
          });
        });
      } catch (error) {
        if (error instanceof Late || !denial) throw error;
        this.#close();
        await inTime(answerOf(indexedDB.deleteDatabase(NAME)), OPEN_MS_MAX);
      }
    }
    erased(denial);
  }

  /**
   * On an open connection the transaction begins within this call: a page that ends has no other time. Behind an erasure
   * uses keep their order, though the first of them may find that it has been carried out meanwhile.
   * Browsers close connections on their own (WebKit: "connection lost"): one more try on a new one.
   */
  async #use(stores: string[], work: Work): Promise<void> {
    const erasures = this.#erasures;
    if (owed() || this.#clearing) {
      this.#clearing++;
      try {
        await this.#clear();
      } finally {
        this.#clearing--;
      }
    }
    if (erasures === this.#erasures) await this.#attempt(stores, work);
  }

  async #attempt(stores: string[], work: Work): Promise<void> {
    const attempted = (db: IDBDatabase) => transaction(db, stores, work);
    try {
      await attempted(this.#connection ?? await this.#opened());
    } catch (error) {
      if (error instanceof Late || error instanceof StepError) throw error;
      this.#close();
      await attempted(await this.#opened());
    }
  }

  /** For good: whatever still waits for the database gives up. */
  end(): void {
    this.#isOver = true;
    this.#close();
    this.#db = Promise.reject(new Error('stopped'));
    this.#db.catch(() => {});
    this.isSlow = true; // nor is it tried again
  }

  #opened(): Promise<IDBDatabase> {
    const db = (this.#db ??= this.#open());
    return inTime(db, this.isSlow ? 0 : OPEN_MS_MAX).catch((error) => {
      this.isSlow ||= error instanceof Late;
      throw error;
    });
  }

  async #open(): Promise<IDBDatabase> {
    try {
      const request = indexedDB.open(NAME, VERSION);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('state');
        request.result.createObjectStore('events', { keyPath: 'seq' });
        request.result.createObjectStore('leftovers', { autoIncrement: true });
      };
      const db = await answerOf(request);
      db.onversionchange = db.onclose = () => this.#close();
      this.#connection = db;
      this.#isFresh = true;
      return db;
    } finally {
      this.isSlow = false;
    }
  }

  #close(): void {
    this.#db?.then((db) => db.close(), () => {});
    this.#db = undefined;
    this.#connection = undefined;
  }
}

function remove(leftovers: IDBObjectStore, gone: Left[], all: Left[]): void {
  recordsWithout(gone, all).forEach((rest, key) => (rest ? leftovers.put(rest, key) : leftovers.delete(key)));
}

const answerOf = <R>(request: IDBRequest<R>): Promise<R> => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

/** Resolves after the commit. One that doesn't come in time is aborted, so that it can't come later. */
function transaction(db: IDBDatabase, stores: string[], work: Work): Promise<void> {
  const tx = db.transaction(stores, 'readwrite');
  const done = new Promise<void>((resolve, reject) => {
    let failure: unknown;
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(failure ?? tx.error);
    work(tx, (request, then) => {
      request.onsuccess = () => {
        try {
          then();
        } catch (error) {
          failure = error;
          tx.abort();
        }
      };
    });
  });
  return inTime(done, TRANSACTION_MS_MAX).catch((error) => {
    // One that is being committed may still come: then the core knows its calls again.
    if (error instanceof Late) attempt(() => tx.abort());
    throw error;
  });
}
