// Where a pixel's sandbox keeps things: IndexedDB where the sandbox has one (a worker of the shop's own
// origin, whose database is then the theme tag's too), else the shop's localStorage, which Shopify lends
// as asynchronous texts (shopify.dev/docs/api/web-pixels-api/standard-api/browser).

import { Disk } from './disk';
import { type Backing, inTime, type Row, run, type Step, type Wants } from './backing';
import { excessOf } from './leftovers';

export interface AsyncStorage {
  getItem(key: string): Promise<string | null>;
  setItem(key: string, value: string): Promise<unknown>;
  removeItem(key: string): Promise<unknown>;
}

/** The page that has to answer may be gone, or slow. */
const ANSWER_MS_MAX = 3_000;
// The storage is the shop's: a tenth of what a browser gives an origin.
const TEXT_UNITS_MAX = 500_000;

interface Kept {
  state: string;
  rows: Row[];
  leftovers: string[];
}

/** No lock holds over two tabs that write in the same moment: the last one counts, though both have sent. */
export class ProxyDisk implements Backing {
  readonly isOpen = true;
  readonly isSlow = false;
  /** One after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  /** What is there isn't read any more. */
  #isDenied = false;

  constructor(private readonly key: string, private readonly storage: () => AsyncStorage) {}

  open(): void {}

  /** What was left is one portion: it isn't much. */
  transact(wants: Wants, step: Step): Promise<void> {
    return this.#change((kept) => {
      const leftovers = wants.leftovers && !wants.beyond ? kept.leftovers : [];
      const keys = leftovers.map((_, i) => i + 1);
      const writes = run(step, { state: kept.state, rows: kept.rows.slice(0, wants.rows), leftovers, keys });
      const deleted = new Set(writes.delete);
      const taken = new Set(writes.taken);
      return {
        state: writes.state,
        rows: [...kept.rows, ...writes.put].filter((row) => !deleted.has(row.seq)),
        leftovers: kept.leftovers.filter((_, i) => !taken.has(i + 1)),
      };
    });
  }

  leave(inputs: string[]): Promise<void> {
    return this.#change((kept) => {
      const leftovers = [...kept.leftovers, ...inputs];
      const excess = excessOf(leftovers, Date.now());
      if (!excess) return { ...kept, leftovers };
      return { ...kept, leftovers: [...leftovers.filter((_, i) => !excess.places.includes(i)), excess.count] };
    });
  }

  erase(): Promise<void> {
    return this.#next(async () => {
      this.#isDenied = true;
      await answer(this.storage().removeItem(this.key));
      this.#isDenied = false;
    });
  }

  #change(work: (kept: Kept) => Kept): Promise<void> {
    return this.#next(async () => {
      const before = this.#isDenied ? null : await answer(this.storage().getItem(this.key));
      const text = JSON.stringify(work(keptIn(before)));
      if (text.length > TEXT_UNITS_MAX) throw new Error("no room in the shop's localStorage");
      await answer(this.storage().setItem(this.key, text));
      this.#isDenied = false;
    });
  }

  #next(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {}); // whoever asked hears it
    return done;
  }
}

/** Looks at its first use which of the two there is. */
export class SandboxDisk implements Backing {
  readonly isOpen = true;
  readonly #disk;
  readonly #proxy: ProxyDisk;
  #found?: Promise<Backing>;

  /** `failed` hears why something couldn't be erased. */
  constructor(storage: () => AsyncStorage, failed: (error: unknown) => void) {
    this.#disk = new Disk(failed);
    this.#proxy = new ProxyDisk('kago', storage);
  }

  get isSlow(): boolean {
    return this.#disk.isSlow;
  }

  open(): void {
    void this.#find();
  }

  async transact(wants: Wants, step: Step): Promise<void> {
    return (await this.#find()).transact(wants, step);
  }

  async leave(inputs: string[]): Promise<void> {
    return (await this.#find()).leave(inputs);
  }

  /** In both: an earlier sandbox may have had the other one. After what has begun, which waits for the first look. */
  async erase(): Promise<void> {
    await this.#found;
    await Promise.allSettled([hasDatabases() && this.#disk.erase(), this.#proxy.erase()]);
  }

  #find(): Promise<Backing> {
    return (this.#found ??= this.#disk.opens().then((opens) => (opens ? this.#disk : this.#proxy)));
  }
}

/** In a frame of the origin "null" there are none, whatever it says. */
const hasDatabases = () => typeof indexedDB !== 'undefined' && globalThis.origin !== 'null';

/** Of a proxied call, in time. */
export const answer = <T>(call: Promise<T>): Promise<T> => inTime(call, ANSWER_MS_MAX);

/** What isn't ours, or was cut off, is nothing. */
function keptIn(text: string | null): Kept {
  try {
    const { state, rows, leftovers } = JSON.parse(text ?? '{}');
    const list = (part: unknown) => (Array.isArray(part) ? part : []);
    return { state: String(state ?? ''), rows: list(rows), leftovers: list(leftovers) };
  } catch {
    return { state: '', rows: [], leftovers: [] };
  }
}
