// Views: pages as the shopper sees them. One begins with the page, one with another path in a
// single-page shop, one when the page comes back from the back/forward cache. Each product is said
// once a view (core/call/view_book.h).

export class Views {
  #count = 1;
  #path?: string;
  #begins?: () => void;

  /** The number of the view that the shopper sees now. A variant, a filter or a fragment changes the address, but not what the page is about; a hash router's does. */
  look(): number {
    const now = location.pathname + (/^#!?\/[^?]+/.exec(location.hash)?.[0] ?? '');
    const moved = this.#path !== undefined && now !== this.#path;
    this.#path = now;
    if (moved) this.next();
    return this.#count;
  }

  /** `begins` hears each further view, as soon as it is looked at (sight.ts, `watchViews`). */
  hear(begins: () => void): void {
    this.#begins = begins;
  }

  /** Another view begins with the same path. */
  next(): void {
    this.#count++;
    this.#begins?.();
  }
}
