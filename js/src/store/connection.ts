// IndexedDB, as far as Kago needs it: one connection, and transactions that end in time. Its own small wrapper: the
// library `idb` was 1.2 kB of what a shopper downloads.

import { attempt } from '../page/attempt';
import { inTime, Late } from '../page/in-time';

export const NAME = 'kago';
const VERSION = 1;
// Safari may leave `open` without an answer (webkit.org/b/226547), and so does a database that is to
// be deleted while another tab holds it open.
export const OPEN_MS_MAX = 3_000;
// The transactions of other tabs come first.
const TRANSACTION_MS_MAX = 5_000;

/** Makes the requests of a transaction. What fails when a request is `answered` aborts it. */
export type Work = (tx: IDBTransaction, answered: (request: IDBRequest, work: () => void) => void) => void;

export class Connection {
  #db?: Promise<IDBDatabase>;
  #open?: IDBDatabase;
  #count = 0;
  #slow = false;

  get isOpen(): boolean {
    return !!this.#open;
  }

  /** It is open, or is being opened. */
  get isAsked(): boolean {
    return !!this.#db;
  }

  /** The database has not answered in time. It may still. */
  get isSlow(): boolean {
    return this.#slow;
  }

  /** How many there were: behind a new one lies whatever the browser has left. */
  get count(): number {
    return this.#count;
  }

  opened(): Promise<IDBDatabase> {
    const db = (this.#db ??= this.#begin());
    return inTime(db, this.#slow ? 0 : OPEN_MS_MAX).catch((error) => {
      this.#slow ||= error instanceof Late;
      throw error;
    });
  }

  /**
   * On an open connection the transaction begins within this call: a page that ends has no other time.
   * Browsers close connections on their own (WebKit: "connection lost"): one more try on a new one.
   */
  async use(stores: string[], work: Work): Promise<void> {
    const attempted = (db: IDBDatabase) => transaction(db, stores, work);
    try {
      await attempted(this.#open ?? await this.opened());
    } catch (error) {
      if ((error as Partial<Late>)?.isFinal) throw error;
      this.close();
      await attempted(await this.opened());
    }
  }

  /** For good: whatever still waits for the database gives up. */
  end(): void {
    this.close();
    this.#db = Promise.reject(new Error('stopped'));
    this.#db.catch(() => {});
    this.#slow = true; // nor is it tried again
  }

  close(): void {
    this.#db?.then((db) => db.close(), () => {});
    this.#db = undefined;
    this.#open = undefined;
  }

  async #begin(): Promise<IDBDatabase> {
    try {
      const request = indexedDB.open(NAME, VERSION);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('state');
        request.result.createObjectStore('events', { keyPath: 'seq' });
        request.result.createObjectStore('leftovers', { autoIncrement: true });
      };
      const db = await answerOf(request);
      db.onversionchange = db.onclose = () => this.close();
      this.#open = db;
      this.#count++;
      return db;
    } finally {
      this.#slow = false;
    }
  }
}

export const answerOf = <R>(request: IDBRequest<R>): Promise<R> => new Promise((resolve, reject) => {
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
