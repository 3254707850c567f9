// Views: pages as the shopper sees them. One begins with the page, one with another path in a
// single-page shop, one when the page comes back from the back/forward cache. Each product is said
// once a view (core/call/view_book.h).

let count = 1;
let path: string | undefined;
let isWatched = false;
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

/** A variant, a filter or a fragment changes the address, but not what the page is about; a hash router's does. */
function look(): void {
  const now = location.pathname + (/^#!?\/[^?]+/.exec(location.hash)?.[0] ?? '');
  const moved = path !== undefined && now !== path;
  path = now;
  if (moved) nextView();
}

/** Hears each further view, once views are watched. */
export function onView(listener: () => void): void {
  listeners.add(listener);
}

/**
 * From now on views count in which nothing is said, too: A, B, A are three views though nothing is said
 * on B. Nothing is patched: `history` stays as it is.
 */
export function watchViews(): void {
  if (isWatched) return;
  isWatched = true;
  look();
  addEventListener('popstate', look);
  const navigation: EventTarget | undefined = (globalThis as any).navigation;
  if (navigation) navigation.addEventListener('currententrychange', look); // developer.mozilla.org/docs/Web/API/Navigation_API
  else lookNowAndThen();
}

/** Between two looks where the browser doesn't tell. */
const LOOK_MS = 500;

/** Only while someone looks at the page: nobody moves in a hidden one. */
function lookNowAndThen(): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const begin = () => {
    clearInterval(timer);
    if (document.visibilityState !== 'visible') return;
    look();
    timer = setInterval(look, LOOK_MS);
  };
  document.addEventListener('visibilitychange', begin);
  begin();
}
