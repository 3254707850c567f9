// Hears of the theme's own requests without touching them: the browser tells of each one that has ended,
// fetch and XMLHttpRequest alike (w3.org/TR/resource-timing).

import type { Shop } from '../shop';

/** `path`: of the request's address, without origin and query. */
export function onRequest(shop: Shop, matches: (path: string, url: URL) => boolean, heard: () => void): void {
  if (!globalThis.PerformanceObserver?.supportedEntryTypes?.includes('resource')) return;
  const observer = new PerformanceObserver(shop.guard((list) => {
    // An entry is told of at the end of its request; work in this callback would be on the theme's time.
    if (list.getEntries().some(({ name }) => isMatch(name, matches))) shop.after(0, heard);
  }));
  observer.observe({ type: 'resource' });
  shop.until(() => observer.disconnect());
}

function isMatch(address: string, matches: (path: string, url: URL) => boolean): boolean {
  const url = new URL(address, location.href);
  return url.origin === location.origin && matches(url.pathname, url);
}
