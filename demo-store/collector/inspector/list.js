// The list of rows, newest first and bounded: a page that is left open over
// night must still answer in the morning.

import { renderRow } from './row.js';

const rowsMax = 500;

/**
 * @param {HTMLElement} container
 * @param {{ onCart: (cartId: string) => void }} options
 */
export function createList(container, { onCart }) {
  /** @type {Map<number, { row: object, view: ReturnType<typeof renderRow>, text: string }>} oldest first */
  let entries = new Map();
  let needle = '';

  function applySearch({ text, view }) {
    view.item.hidden = needle !== '' && !text.includes(needle);
  }

  function makeEntry(row, options) {
    const entry = { row, view: renderRow(row, { onCart, ...options }), text: JSON.stringify(row).toLowerCase() };
    applySearch(entry);
    return entry;
  }

  function dropOldest() {
    const [[id, { view }]] = entries;
    view.item.remove();
    entries.delete(id);
  }

  function replaceEntry(row) {
    const { view } = entries.get(row.id);
    const entry = makeEntry(row, { isOpen: view.isOpen() });
    entries.set(row.id, entry);
    view.item.replaceWith(entry.view.item);
  }

  function moveFocus(step) {
    const toggles = [...entries.values()].filter(({ view }) => !view.item.hidden).map(({ view }) => view.toggle).reverse();
    const here = toggles.findIndex((toggle) => toggle.closest('li').contains(document.activeElement));
    toggles[here + step]?.focus();
  }

  container.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target.closest('.detail')) return;
    event.preventDefault();
    moveFocus(step);
  });

  return {
    /** @param {object[]} rows newest first */
    show(rows) {
      const opened = new Set([...entries].filter(([, { view }]) => view.isOpen()).map(([id]) => id));
      entries = new Map(rows.slice(0, rowsMax).reverse().map((row) => [row.id, makeEntry(row, { isOpen: opened.has(row.id) })]));
      container.replaceChildren(...[...entries.values()].map(({ view }) => view.item).reverse());
    },
    add(row) {
      if (entries.has(row.id)) return replaceEntry(row);
      const entry = makeEntry(row, { isNew: true });
      entries.set(row.id, entry);
      container.prepend(entry.view.item);
      if (entries.size > rowsMax) dropOldest();
    },
    search(text) {
      needle = text.trim().toLowerCase();
      for (const entry of entries.values()) applySearch(entry);
    },
    countVisible: () => [...entries.values()].filter(({ view }) => !view.item.hidden).length,
  };
}
