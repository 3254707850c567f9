// When a page may end, and when it comes back. Never `unload` or `beforeunload`: they spoil the
// back/forward cache and don't fire on phones (web.dev/articles/bfcache).

/** Returns a function that stops listening. */
export function watchPage(on: { end(): void; back(): void }): () => void {
  const controller = new AbortController();
  const options = { signal: controller.signal };
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? on.end() : on.back()), options);
  // Safari fires pagehide without visibilitychange on some navigations (webkit.org/b/151234).
  addEventListener('pagehide', on.end, options);
  addEventListener('pageshow', (event) => event.persisted && on.back(), options);
  return () => controller.abort();
}
