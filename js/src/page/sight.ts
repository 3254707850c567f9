// How the shopper sees the page, as far as only some pages have to know: those in frames, and those whose views count
// though nothing is said on them. A file of its own, which the others don't load.

import { listen, type Stop, stopAll } from './listen';

/** Between two looks where the browser doesn't tell. */
const LOOK_MS = 500;

/**
 * From now on views count in which nothing is said, too: A, B, A are three views though nothing is said
 * on B. Nothing is patched: `history` stays as it is.
 */
export function watchViews(look: () => void): Stop {
  look();
  const { navigation } = globalThis as { navigation?: EventTarget };
  // developer.mozilla.org/docs/Web/API/Navigation_API
  const stops = [listen(window, 'popstate', look), navigation ? listen(navigation, 'currententrychange', look) : lookNowAndThen(look)];
  return () => stopAll(stops);
}

/** Only while someone looks at the page: nobody moves in a hidden one. */
function lookNowAndThen(look: () => void): Stop {
  let timer: ReturnType<typeof setInterval>;
  const begin = () => {
    clearInterval(timer);
    if (document.visibilityState !== 'visible') return;
    look();
    timer = setInterval(look, LOOK_MS);
  };
  const stop = listen(document, 'visibilitychange', begin);
  begin();
  return () => {
    stop();
    clearInterval(timer);
  };
}

/**
 * Themes load whole pages into hidden frames, for a quick view or to have them at hand. The browser knows, for frames of
 * other origins too: nothing of a frame without layout, or scrolled out of view, intersects the window
 * (w3.org/TR/intersection-observer). What it doesn't tell is looked at now and then.
 */
export function whenFrameIsSeen(then: () => void): Stop {
  let timer: ReturnType<typeof setTimeout>;
  const stop = () => {
    clearTimeout(timer);
    observer.disconnect();
  };
  const look = () => {
    if (!hasSize() || !isVisible()) {
      timer = setTimeout(look, LOOK_MS);
      return;
    }
    stop();
    then();
  };
  const observer = new IntersectionObserver((entries) => {
    clearTimeout(timer);
    if (entries.some(({ isIntersecting }) => isIntersecting)) look();
  });
  observer.observe(document.documentElement);
  return stop;
}

/** One of a pixel is there to be loaded, not to be seen. */
const hasSize = () => innerWidth > 1 && innerHeight > 1;

/** Of a frame of the same origin also by its style; null for others. */
const isVisible = () => window.frameElement?.checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) !== false;
