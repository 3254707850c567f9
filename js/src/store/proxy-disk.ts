// Where a pixel's sandbox keeps things: IndexedDB where the sandbox has one (a worker of the shop's own
// origin, whose database is then the theme tag's too), else the shop's localStorage, which Shopify lends
// as asynchronous texts (shopify.dev/docs/api/web-pixels-api/standard-api/browser).

import { Connection } from './connection';
import { Disk } from './disk';
import { inTime } from '../page/in-time';
import { type Backing, type Effects, type Left, type Row, ROWS_MAX, run, type Step, type Wants } from './backing';
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

/** No lock holds over two tabs that write in the same moment: the last one counts (pixel.ts says its events again). */
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
      const leftovers = wants.leftovers && !wants.beyond ? leftIn(kept) : [];
      const writes = run(step, { state: kept.state, rows: kept.rows.slice(0, wants.rows), leftovers });
      const written = without(writes.taken, behind(kept, writes));
      return writes.next ? behind(written, run(writes.next, written.rows.slice(0, ROWS_MAX))) : written;
    });
  }

  leave(inputs: string[]): Promise<void> {
    return this.#change((kept) => {
      const more = { ...kept, leftovers: [...kept.leftovers, ...inputs] };
      const excess = excessOf(leftIn(more), Date.now());
      if (!excess) return more;
      const rest = without(excess.gone, more);
      return { ...rest, leftovers: [...rest.leftovers, excess.count] };
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
    this.#disk = new Disk(new Connection(), failed);
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

  /** One transaction at a time, over all tabs. */
  async hasLock(): Promise<boolean> {
    return (await this.#find()) === this.#disk;
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

const leftIn = ({ leftovers }: Kept): Left[] => leftovers.map((line, i) => ({ line, key: i + 1 }));

const without = (gone: Left[], kept: Kept): Kept =>
  ({ ...kept, leftovers: kept.leftovers.filter((_, i) => !gone.some(({ key }) => key === i + 1)) });

function behind(kept: Kept, { state, put, delete: deleted }: Effects): Kept {
  return { ...kept, state, rows: [...kept.rows, ...put].filter(({ seq }) => !deleted.includes(seq)) };
}

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
