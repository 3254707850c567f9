// The few DOM helpers that all pages share. Text always goes in as text: product names hold quotes
// and angle brackets, and nothing here ever parses HTML.

/**
 * `h('button', { class: 'x', test: 'remove', onclick: run }, 'Remove')`.
 * `test` becomes `data-test`; `on…` listens; null, undefined and false leave an attribute out.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
  else element.setAttribute(name === 'test' ? 'data-test' : name, value === true ? '' : value);
}

export function byId(id) {
  return document.getElementById(id);
}

export function picture(image, size, alt = '') {
  return h('img', { src: image, alt, width: size, height: size, decoding: 'async' });
}

/** Replaces what `container` shows and gives the focus back to the control that had it, which the
 * redraw would otherwise throw to the top of the page. */
export function redraw(container, ...children) {
  const focused = container.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
  container.replaceChildren(...children.flat());
  if (focused === undefined) return;
  const again = [...container.querySelectorAll('[data-focus]:enabled')].find((one) => one.dataset.focus === focused);
  (again ?? container.querySelector('[data-focus-fallback]'))?.focus();
}

export function setTitle(text) {
  document.title = `${text} · Madobe`;
}
