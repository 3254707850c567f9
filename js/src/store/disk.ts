// IndexedDB, as far as Kago needs it. Its own small wrapper: the library `idb` was 1.2 kB of what a
// shopper downloads.

import { type Backing, inTime, Late, type Row, run, type Step, StepError, type Wants } from './backing';
import { forgetWords, keepWords, wordKeys, wordsIn } from './last-words';
import { excessOf } from './leftovers';

const VERSION = 1;
const STORES = ['state', 'events', 'leftovers'];
// Safari may leave `open` without an answer (webkit.org/b/226547), and so does a database that is to
// be deleted while another tab holds it open.
const OPEN_MS_MAX = 3_000;
// The transactions of other tabs come first.
const TRANSACTION_MS_MAX = 5_000;

/** Makes the requests of a transaction. `fail` aborts it. */
type Work = (tx: IDBTransaction, fail: (error: unknown) => void) => void;

export class Disk implements Backing {
  #db?: Promise<IDBDatabase>;
  #connection?: IDBDatabase;
  /** The database has not answered in time. It may still. */
  isSlow = false;
  #isFresh = true;
  /** What was asked for before, and hasn't begun, has no effect. */
  #erasures = 0;

  constructor(private readonly name: string) {}

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
    await this.#use(['leftovers'], (tx) => {
      const leftovers = tx.objectStore('leftovers');
      words = wordKeys();
      for (const line of words.flatMap(wordsIn)) leftovers.add(line);
      const keys = leftovers.getAllKeys();
      const lines: IDBRequest<string[]> = leftovers.getAll();
      lines.onsuccess = () => {
        const excess = excessOf(lines.result.map(String), Date.now());
        for (const place of excess?.places ?? []) leftovers.delete(keys.result[place]);
        if (excess) leftovers.add(excess.count);
      };
    });
    forgetWords(words);
  }

  opens(): Promise<boolean> {
    return this.#opened().then(() => true, () => false);
  }

  transact(wants: Wants, step: Step): Promise<void> {
    return this.#use(wants.leftovers > 0 ? STORES : ['state', 'events'], (tx, fail) => {
      const states = tx.objectStore('state');
      const events = tx.objectStore('events');
      const leftovers = wants.leftovers > 0 ? tx.objectStore('leftovers') : undefined;
      const rows: IDBRequest<Row[]> | undefined = wants.rows > 0 ? events.getAll(null, wants.rows) : undefined;
      const beyond = IDBKeyRange.lowerBound(wants.beyond, true);
      const keys = leftovers?.getAllKeys(beyond, wants.leftovers);
      const left: IDBRequest<string[]> | undefined = leftovers?.getAll(beyond, wants.leftovers);
      // Answers come in the order of the requests: with this one all are there.
      const state = states.get('state');
      state.onsuccess = () => {
        try {
          const isFresh = this.#isFresh;
          this.#isFresh = false;
          const writes = run(step, {
            isFresh,
            state: String(state.result ?? ''),
            rows: rows?.result ?? [],
            leftovers: left?.result.map(String) ?? [],
            keys: (keys?.result ?? []) as number[],
          });
          for (const key of writes.taken) leftovers!.delete(key);
          for (const row of writes.put) events.put(row);
          for (const seq of writes.delete) events.delete(seq);
          states.put(writes.state, 'state');
        } catch (error) {
          fail(error);
        }
      };
    });
  }

  /** Asks for nothing, so that the transaction needs no more words of a page that ends. */
  async leave(inputs: string[], isLast?: boolean): Promise<void> {
    const words = isLast ? keepWords(inputs) : [];
    await this.#use(['leftovers'], (tx) => {
      for (const input of inputs) tx.objectStore('leftovers').add(input);
      tx.commit?.();
    });
    forgetWords(words);
  }

  /** Leaves no database where there was none. */
  async erase(isOwn?: (state: string) => boolean): Promise<void> {
    this.#erasures++;
    if (!isOwn) forgetWords();
    const known = this.#db ? undefined : await indexedDB.databases?.();
    if (known?.every(({ name }) => name !== this.name)) return;
    await this.#use(STORES, (tx) => {
      const clear = () => {
        forgetWords();
        for (const name of STORES) tx.objectStore(name).clear();
      };
      if (!isOwn) return clear();
      const state = tx.objectStore('state').get('state');
      state.onsuccess = () => {
        if (isOwn(String(state.result ?? ''))) clear();
      };
    }, Infinity);
  }

  /**
   * On an open connection the transaction begins within this call: a page that ends has no other time.
   * Browsers close connections on their own (WebKit: "connection lost"): one more try on a new one.
   */
  async #use(stores: string[], work: Work, erasures = this.#erasures): Promise<void> {
    const attempt = (db: IDBDatabase) => {
      if (erasures < this.#erasures) throw new StepError('was erased');
      return transaction(db, stores, work);
    };
    try {
      await attempt(this.#connection ?? await this.#opened());
    } catch (error) {
      if (error instanceof Late || error instanceof StepError) throw error;
      this.#close();
      await attempt(await this.#opened());
    }
  }

  /** For good: whatever still waits for the database gives up. */
  end(): void {
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

  #open(): Promise<IDBDatabase> {
    const opened = new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(this.name, VERSION);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('state');
        request.result.createObjectStore('events', { keyPath: 'seq' });
        request.result.createObjectStore('leftovers', { autoIncrement: true });
      };
      request.onsuccess = () => {
        request.result.onversionchange = request.result.onclose = () => this.#close();
        this.#connection = request.result;
        this.#isFresh = true;
        resolve(request.result);
      };
      request.onerror = () => reject(request.error);
    });
    return opened.finally(() => { this.isSlow = false; });
  }

  #close(): void {
    this.#db?.then((db) => db.close(), () => {});
    this.#db = undefined;
    this.#connection = undefined;
  }
}

/** Resolves after the commit. One that doesn't come in time is aborted, so that it can't come later. */
function transaction(db: IDBDatabase, stores: string[], work: Work): Promise<void> {
  const tx = db.transaction(stores, 'readwrite');
  const done = new Promise<void>((resolve, reject) => {
    let failure: unknown;
    tx.oncomplete = () => resolve();
    tx.onabort = () => reject(failure ?? tx.error);
    work(tx, (error) => {
      failure = error;
      tx.abort();
    });
  });
  return inTime(done, TRANSACTION_MS_MAX).catch((error) => {
    try {
      if (error instanceof Late) tx.abort();
    } catch {
      // It is being committed, and may still come: then the core knows its calls again.
    }
    throw error;
  });
}
