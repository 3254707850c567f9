// Views: pages as the shopper sees them. One begins with the page, one with another path in a
// single-page shop, one when the page comes back from the back/forward cache. Each product is said
// once a view (core/view_book.h).

let count = 1;
let path: string | undefined;
const listeners = new Set<() => void>();

/** The number of the view that the shopper sees now. */
export function view(): number {
  look();
  return count;
}

/** Another view begins with the same path. */
export function nextView(): void {
  count++;
  for (const listener of listeners) listener();
}

/** A variant, a filter or a fragment changes the address, but not what the page is about. */
function look(): void {
  const now = location.pathname;
  const moved = path !== undefined && now !== path;
  path = now;
  if (moved) nextView();
}

/** Between two looks where the browser doesn't tell (no Navigation API). */
const LOOK_MS = 500;

/** Hears each further view. Nothing is patched: `history` stays as it is. */
export function onView(listener: () => void): void {
  if (listeners.add(listener).size > 1) return;
  look();
  const navigation: EventTarget | undefined = (globalThis as any).navigation;
  if (navigation) navigation.addEventListener('currententrychange', look); // developer.mozilla.org/docs/Web/API/Navigation_API
  else setInterval(look, LOOK_MS);
  addEventListener('popstate', look);
}
