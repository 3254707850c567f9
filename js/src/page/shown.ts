// When a page is shown that the browser has prepared.

import { listen, type Stop } from './listen';
import { isPrerendered } from './prerender';

/** Calls `then` once: when the page is shown, which may be at once or never. */
export function whenShown(then: () => void): Stop {
  // developer.chrome.com/docs/web-platform/prerender-pages
  if (isPrerendered()) return listen(document, 'prerenderingchange', then, { once: true });
  then();
  return () => {};
}
