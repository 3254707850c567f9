// When a page is hidden, ends or comes back. Never `unload` or `beforeunload`: they spoil the
// back/forward cache and don't fire on phones (web.dev/articles/bfcache).

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

/** A page that the browser prepares in case the shopper comes: until then nothing has happened. */
export const isPrerendered = () => (document as { prerendering?: boolean }).prerendering === true;

/** Resolves when the prepared page is looked at (developer.chrome.com/docs/web-platform/prerender-pages). */
export const shown = () => new Promise((resolve) => document.addEventListener('prerenderingchange', resolve, { once: true }));

export function watchPage(on: PageEvents): void {
  let ended = false;
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') on.back();
    else if (!ended) on.hide(); // follows pagehide when a page is left (HTML, "unload a document")
  });
  document.addEventListener('resume', () => on.back()); // wicg.github.io/page-lifecycle
  addEventListener('online', () => on.online());
  addEventListener('pagehide', () => {
    ended = true;
    on.end();
  });
  addEventListener('pageshow', (event) => {
    ended = false;
    if (!event.persisted) return;
    on.restored();
    on.back();
  });
}
