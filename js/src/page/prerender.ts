// Pages that nobody sees yet: the browser prepares one in case the shopper comes, and themes load whole
// pages into hidden frames. Until it is seen, nothing was viewed.

import { listen, type Stop } from './listen';

export const isPrerendered = () => (document as { prerendering?: boolean }).prerendering === true;

/** What has to look into it to know (sight.ts, `whenFrameIsSeen`). */
export const isFrame = () => window !== window.top && 'IntersectionObserver' in window;

/** Calls `then` once: when the page is shown, which may be at once or never. */
export function whenShown(then: () => void): Stop {
  // developer.chrome.com/docs/web-platform/prerender-pages
  if (isPrerendered()) return listen(document, 'prerenderingchange', then, { once: true });
  then();
  return () => {};
}
