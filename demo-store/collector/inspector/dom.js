// What the page's parts share of the DOM.

/**
 * Changes the page. If what has the focus goes, the container gets it (which has a tabindex): never back to the top of the page.
 * @param {HTMLElement} container @param {() => void} change
 */
export function keepFocus(container, change) {
  const held = container.contains(document.activeElement) ? document.activeElement : null;
  change();
  if (held !== null && !held.isConnected) container.focus({ preventScroll: true });
}

export const byId = (id) => document.getElementById(id);

/** Runs at most once per interval, the last time at its end, and never before the run before it has ended. */
export function throttle(run, intervalMs) {
  let timer = null;
  let running;
  return () => {
    timer ??= setTimeout(async () => {
      await running;
      timer = null;
      running = run();
    }, intervalMs);
  };
}
