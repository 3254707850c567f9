// What outlives a page, in IndexedDB: the state, events, and what pages have left.

import { type Backing, type Effects, type Left, type Row, ROWS_MAX, run, type Step, type Wants } from './backing';
import { attempt } from '../page/attempt';
import { answerOf, type Connection, NAME, OPEN_MS_MAX, type Work } from './connection';
import { deny, erased, owed } from './denial';
import { forgetWords, PREFIX, wordKeys } from './last-words';
import { inTime, Late } from '../page/in-time';
import { excessOf, leftIn, recordsWithout } from './leftovers';
import { leave, recordsOf } from './records';

const STORES = ['state', 'events', 'leftovers'];
const ERASE_AGAIN_MS = 2_000;
/** By then a page has come to a step, if it ever does. */
const TIDY_MS = 5_000;

export class Disk implements Backing {
  /** The connection on which a step was made. */
  #stepped = 0;
  /** What was asked for before, and hasn't begun, has no effect. */
  #erasures = 0;
  /** Uses that wait for an erasure. */
  #clearing = 0;
  #isOver = false;
  /** Pages may have left what no step of this one has seen, since it was opened then. */
  #untidy?: object;
  #tidying: ReturnType<typeof setTimeout> | undefined;

  /** `failed` hears why something couldn't be erased. */
  constructor(private readonly connection: Connection, private readonly failed: (error: unknown) => void) {
    if (owed()) void this.#settle();
  }

  get isOpen(): boolean {
    return this.connection.isOpen;
  }

  get isSlow(): boolean {
    return this.connection.isSlow;
  }

  open(): void {
    this.connection.opened().catch(() => {}); // the first use tells
    this.#untidy = {};
    clearTimeout(this.#tidying);
    this.#tidying = attempt(() => setTimeout(() => this.#untidy && this.#tidy().catch(() => {}), TIDY_MS));
  }

  /** What no page could carry out, for want of a core or of the right one, isn't kept for ever. */
  async #tidy(): Promise<void> {
    const untidy = this.#untidy;
    let words: string[] = [];
    await this.#use(['leftovers'], (tx, answered) => {
      const leftovers = tx.objectStore('leftovers');
      words = takeOver(leftovers);
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
    this.#tidied(untidy);
  }

  /** Not before it is committed: a step that comes meanwhile takes all over too, and may be the last that looks. */
  #tidied(untidy?: object): void {
    if (this.#untidy === untidy) this.#untidy = undefined;
  }

  opens(): Promise<boolean> {
    return this.connection.opened().then(() => true, () => false);
  }

  async transact(wants: Wants, step: Step): Promise<void> {
    const untidy = this.#untidy;
    let words: string[] = [];
    let isTidied = false;
    await this.#use(wants.leftovers > 0 ? STORES : ['state', 'events'], (tx, answered) => {
      const states = tx.objectStore('state');
      const events = tx.objectStore('events');
      const leftovers = wants.leftovers > 0 ? tx.objectStore('leftovers') : undefined;
      if (leftovers && untidy) words = takeOver(leftovers);
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
        const isFresh = this.#stepped !== this.connection.count;
        this.#stepped = this.connection.count;
        const seen = left ? leftIn(left.result, keys!.result, wants.leftovers) : [];
        const writes = run(step, {
          isFresh,
          state: String(state.result ?? ''),
          rows: rows?.result ?? [],
          leftovers: seen,
        });
        if (leftovers) remove(leftovers, writes.taken, seen);
        isTidied = !!leftovers && writes.taken.length === seen.length && seen.length < wants.leftovers;
        write(writes);
        const { next } = writes;
        if (!next) return;
        const first: IDBRequest<Row[]> = events.getAll(null, ROWS_MAX);
        answered(first, () => write(run(next, first.result)));
      });
    });
    forgetWords(words);
    if (isTidied) this.#tidied(untidy);
  }

  leave(inputs: string[], isLast?: boolean): Promise<void> {
    return leave((stores, work) => this.#use(stores, work), inputs, isLast);
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
    const known = this.connection.isAsked ? undefined : await indexedDB.databases?.();
    if (known?.every(({ name }) => name !== NAME)) {
      eraseWords();
    } else {
      try {
        await this.connection.use(STORES, (tx, answered) => {
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
        this.connection.close();
        await inTime(answerOf(indexedDB.deleteDatabase(NAME)), OPEN_MS_MAX);
      }
    }
    erased(denial);
  }

  /** Behind an erasure uses keep their order, though the first of them may find that it has been carried out meanwhile. */
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
    if (erasures === this.#erasures) await this.connection.use(stores, work);
  }

  /** For good: whatever still waits for the database gives up. */
  end(): void {
    this.#isOver = true;
    clearTimeout(this.#tidying);
    this.connection.end();
  }
}

/** All, but for those that were said after a denial that is still to be carried out. */
const eraseWords = () => forgetWords(wordKeys().filter((key) => !key.startsWith(PREFIX + (owed() || '-'))));

/** What pages have said last becomes lines that they have left. Returns what is to be forgotten once that is sure. */
function takeOver(leftovers: IDBObjectStore): string[] {
  const words = wordKeys();
  for (const record of recordsOf(words.flatMap(wordsIn))) leftovers.add(record);
  return words;
}

const wordsIn = (key: string) => localStorage.getItem(key)?.split('\n').filter(Boolean) ?? [];

function remove(leftovers: IDBObjectStore, gone: Left[], all: Left[]): void {
  recordsWithout(gone, all).forEach((rest, key) => (rest ? leftovers.put(rest, key) : leftovers.delete(key)));
}
