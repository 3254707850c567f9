// When a page is hidden, ends or comes back. Never `unload` or `beforeunload`: they spoil the
// back/forward cache and don't fire on phones (web.dev/articles/bfcache).

import { listen, type Stop, stopAll } from './listen';

export interface PageEvents {
  /** Another tab or app is in front; scripts go on for a while. */
  hide(): void;
  /** The page is left; what isn't done before this returns may never be. */
  end(): void;
  /** In front again, thawed, or restored from the back/forward cache. */
  back(): void;
  /** Comes before `back`: from the back/forward cache. */
  restored(): void;
  /** The network is there again. */
  online(): void;
}

export function watchPage(on: PageEvents): Stop {
  let ended = false;
  const stops = [
    listen(document, 'visibilitychange', () => {
      if (document.visibilityState === 'visible') on.back();
      else if (!ended) on.hide(); // follows pagehide when a page is left (HTML, "unload a document")
    }),
    listen(document, 'resume', on.back), // wicg.github.io/page-lifecycle
    listen(window, 'online', on.online),
    listen(window, 'pagehide', () => {
      ended = true;
      on.end();
    }),
    listen(window, 'pageshow', (event: PageTransitionEvent) => {
      ended = false;
      if (!event.persisted) return;
      on.restored();
      on.back();
    }),
  ];
  return () => stopAll(stops);
}
