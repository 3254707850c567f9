// Views: pages as the shopper sees them. One begins with the page, one with another path in a
// single-page shop, one when the page comes back from the back/forward cache. Each product is said
// once a view (core/call/view_book.h).

import { listen, type Stop, stopAll } from './listen';

/** Between two looks where the browser doesn't tell. */
const LOOK_MS = 500;

export class Views {
  #count = 1;
  #path?: string;
  #timer?: ReturnType<typeof setInterval>;
  readonly #stops: Stop[] = [];

  /** `begins` hears each further view, once views are watched. */
  constructor(private readonly begins: () => void) {}

  /** The number of the view that the shopper sees now. */
  get now(): number {
    this.#look();
    return this.#count;
  }

  /** Another view begins with the same path. */
  next(): void {
    this.#count++;
    this.begins();
  }

  /**
   * From now on views count in which nothing is said, too: A, B, A are three views though nothing is said
   * on B. Nothing is patched: `history` stays as it is.
   */
  watch(): void {
    if (this.#stops.length > 0) return;
    this.#look();
    const look = () => this.#look();
    this.#stops.push(listen(window, 'popstate', look));
    const { navigation } = globalThis as { navigation?: EventTarget };
    if (navigation) this.#stops.push(listen(navigation, 'currententrychange', look)); // developer.mozilla.org/docs/Web/API/Navigation_API
    else this.#lookNowAndThen();
  }

  stop(): void {
    stopAll(this.#stops);
    clearInterval(this.#timer);
  }

  /** A variant, a filter or a fragment changes the address, but not what the page is about; a hash router's does. */
  #look(): void {
    const now = location.pathname + (/^#!?\/[^?]+/.exec(location.hash)?.[0] ?? '');
    const moved = this.#path !== undefined && now !== this.#path;
    this.#path = now;
    if (moved) this.next();
  }

  /** Only while someone looks at the page: nobody moves in a hidden one. */
  #lookNowAndThen(): void {
    const begin = () => {
      clearInterval(this.#timer);
      if (document.visibilityState !== 'visible') return;
      this.#look();
      this.#timer = setInterval(() => this.#look(), LOOK_MS);
    };
    this.#stops.push(listen(document, 'visibilitychange', begin));
    begin();
  }
}
