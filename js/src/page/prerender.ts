// Pages that nobody sees yet: the browser prepares one in case the shopper comes, and themes load whole
// pages into hidden frames, for a quick view or to have them at hand. Until it is seen, nothing was viewed.

import { listen, type Stop, stopAll } from './listen';

const LOOK_MS = 500;

export const isPrerendered = () => (document as { prerendering?: boolean }).prerendering === true;

/** Calls `then` once: when someone can see the page, which may be at once or never. */
export function whenSeen(then: () => void): Stop {
  if (window !== window.top && 'IntersectionObserver' in window) return whenFrameIsSeen(then);
  // developer.chrome.com/docs/web-platform/prerender-pages
  if (isPrerendered()) return listen(document, 'prerenderingchange', then, { once: true });
  then();
  return () => {};
}

/**
 * The browser knows, for frames of other origins too: nothing of a frame without layout, or scrolled out of
 * view, intersects the window (w3.org/TR/intersection-observer). What it doesn't tell is looked at now and then.
 */
function whenFrameIsSeen(then: () => void): Stop {
  const stops: Stop[] = [];
  let timer: ReturnType<typeof setTimeout>;
  const look = () => {
    if (!hasSize() || !isVisible()) {
      timer = setTimeout(look, LOOK_MS);
      return;
    }
    stopAll(stops);
    then();
  };
  const observer = new IntersectionObserver((entries) => {
    clearTimeout(timer);
    if (entries.some(({ isIntersecting }) => isIntersecting)) look();
  });
  observer.observe(document.documentElement);
  stops.push(() => observer.disconnect(), () => clearTimeout(timer));
  return () => stopAll(stops);
}

/** One of a pixel is there to be loaded, not to be seen. */
const hasSize = () => innerWidth > 1 && innerHeight > 1;

/** Of a frame of the same origin also by its style; null for others. */
const isVisible = () => window.frameElement?.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) !== false;
