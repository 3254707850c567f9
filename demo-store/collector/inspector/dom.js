// Builds elements. Data becomes text nodes only, so no event can inject markup.

/**
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes] `on…` are listeners; undefined and false are left out
 * @param {...(Node|string|number)} children
 */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.map((child) => (child instanceof Node ? child : String(child))));
  return node;
}

/**
 * Changes the page. Where the focus was in what goes, it comes to what has the same `data-focus` afterwards, else to the
 * container (which has a tabindex): never back to the top of the page.
 * @param {HTMLElement} container @param {() => void} change
 */
export function keepFocus(container, change) {
  const held = container.contains(document.activeElement) ? document.activeElement : null;
  change();
  if (held === null || held === document.activeElement) return;
  const heir = container.querySelector(`[data-focus="${CSS.escape(held.dataset.focus ?? '')}"]`) ?? container;
  heir.focus({ preventScroll: true });
}

export const byId = (id) => document.getElementById(id);

/** Runs at most once per interval, the last time at its end. */
export function throttle(run, intervalMs) {
  let timer = null;
  return () => {
    timer ??= setTimeout(() => {
      timer = null;
      run();
    }, intervalMs);
  };
}
