// Takes what happens on the page to the collector that a tester has on this machine (demo-store/collector/trace/), with
// where the page's queue stands now. Bounded, and never in the way of events: no part of the 64 kB that browsers let all
// requests of a page outlive it that Kago uses itself, and over for good where the collector doesn't want it.

import { encode, entropy } from '../engine/encode';
import { attempt } from '../page/attempt';
import { addressOf } from './common/seen';
import type { Tracked } from './report';

/** As the collector keeps it. */
export interface Entry {
  /** When, by the page's clock, in ms. */
  at: number;
  what: string;
  [detail: string]: unknown;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
/** Also where a tab keeps what its last page could not tell. */
const TAB = 'kago.tab';
const LEFT = 'kago.trace';
const LEFT_UNITS_MAX = 500_000;
const WAITING_MAX = 500;
const ENTRIES_PER_POST = 100;
const GATHER_MS = 250;
/** Between two looks at a page on which nothing happens: its queue may be another tab's work. */
const LOOK_MS = 2_000;
/** A page that says nothing for longer is no more. */
const HEARTBEAT_MS = 30_000;
const SILENCES_MAX = 5;
/** The sender leaves that much of the browser's 65,536 (engine/sender.ts). */
const KEEPALIVE_BYTES = 4_000;

/** Undefined where no tester's collector can be. */
export function tellTimeline(tracked: () => Tracked): ((entry: Entry) => void) | undefined {
  const address = attempt(() => new URL('qa/trace', new URL(tracked().options.collector!, location.href)));
  return address && LOOPBACK.test(address.hostname) ? new Timeline(address.href, tracked).tell : undefined;
}

function tabOf(): string {
  const known = attempt(() => sessionStorage.getItem(TAB));
  if (known) return known;
  const tab = entropy().slice(0, 8);
  attempt(() => sessionStorage.setItem(TAB, tab));
  return tab;
}

class Timeline {
  readonly #tab = tabOf();
  readonly #openedAt = Date.now();
  #waiting: object[] = [];
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #silences = 0;
  #isOver = false;
  #isBusy = false;
  #url = '';
  #status = '';
  #toldAt = 0;

  constructor(private readonly address: string, private readonly tracked: () => Tracked) {
    addEventListener('pagehide', ({ persisted }) => this.#end(persisted));
    addEventListener('pageshow', ({ persisted }) => persisted && this.#say({ what: 'back' }));
    document.addEventListener('visibilitychange', () => this.#say({ what: document.visibilityState }));
    this.#takeOver().then(() => this.#later(0)).catch(() => {});
  }

  readonly tell = (entry: Entry): void => {
    this.#noteAddress();
    this.#add(entry);
  };

  #say(entry: { what: string; [detail: string]: unknown }): void {
    this.tell({ at: Date.now(), ...entry });
  }

  /** A shop may change its address without another page. */
  #noteAddress(): void {
    const bare = (address: string) => addressOf(address, this.tracked().options.urlParameters, '');
    const url = bare(location.href);
    if (url === this.#url) return;
    this.#add({ at: this.#url ? Date.now() : this.#openedAt, what: this.#url ? 'view' : 'page', url, title: document.title, referrer: this.#url || !document.referrer ? undefined : bare(document.referrer) });
    this.#url = url;
  }

  #add(entry: Entry): void {
    if (this.#isOver) return;
    this.#waiting.push({ n: ++this.#count, ...entry });
    if (this.#waiting.length > WAITING_MAX) this.#waiting.shift();
    this.#later(GATHER_MS);
  }

  #later(ms: number): void {
    if (this.#isBusy) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look().catch(() => {}), ms);
  }

  /** Tells what there is, and how the page stands if that has changed. */
  async #look(): Promise<void> {
    if (this.#isOver || this.#isBusy) return;
    this.#isBusy = true;
    this.#noteAddress();
    const status = await this.tracked().status().catch(() => undefined);
    const text = encode(status);
    const entries = this.#waiting.slice(0, ENTRIES_PER_POST);
    const isNews = entries.length > 0 || text !== this.#status || Date.now() > this.#toldAt + HEARTBEAT_MS;
    if (isNews && (await this.#post(this.#body(entries, status)))) {
      this.#status = text;
      this.#toldAt = Date.now();
      this.#waiting = this.#waiting.filter((entry) => !entries.includes(entry));
    }
    this.#isBusy = false;
    if (status?.core === 'stopped') this.#isOver = true;
    if (this.#isOver) return;
    this.#later(this.#waiting.length > 0 ? GATHER_MS * 2 ** this.#silences : LOOK_MS);
  }

  #body(entries: object[], status?: object): string {
    const { page, options, sources } = this.tracked();
    const visit = { page, tab: this.#tab, opened_at: this.#openedAt, url: this.#url, title: document.title, origin: location.origin, sources, version: __VERSION__ };
    const receivers = ['collector', ...(options.braze ? ['braze'] : [])];
    return encode({ write_key: options.writeKey, visit, entries, status: status && { ...status, receivers } });
  }

  /** Whether the collector has it. */
  async #post(body: string, keepalive = false): Promise<boolean> {
    try {
      const headers = { 'content-type': 'text/plain;charset=UTF-8' };
      const { ok } = await fetch(this.address, { method: 'POST', body, headers, keepalive, credentials: 'omit', referrerPolicy: 'strict-origin' });
      this.#silences = 0;
      this.#isOver ||= !ok; // it looks at no timelines
      return ok;
    } catch {
      this.#isOver ||= ++this.#silences > SILENCES_MAX;
      return false;
    }
  }

  #end(isKept: boolean): void {
    this.#say({ what: isKept ? 'kept' : 'left' });
    if (this.#isOver) return;
    const body = this.#body(this.#waiting);
    if (body.length * 3 <= KEEPALIVE_BYTES) this.#post(body, true).catch(() => {});
    // The same twice is once: entries have numbers.
    if (body.length <= LEFT_UNITS_MAX) attempt(() => sessionStorage.setItem(LEFT, body));
  }

  async #takeOver(): Promise<void> {
    const left = attempt(() => sessionStorage.getItem(LEFT));
    if (left && (await this.#post(left))) attempt(() => sessionStorage.removeItem(LEFT));
  }
}
