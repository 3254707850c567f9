// The list of rows, newest first and bounded: a page that is left open over
// night must still answer in the morning.

import { keepFocus } from './dom.js';
import { renderRow } from './row.js';

const rowsMax = 500;

/**
 * One order for rows of all kinds: as the collector received them. What came with one post came in the order in which it was
 * said, an event and what the page tells of its own refusals alike.
 */
function newestFirst(a, b) {
  if (a.received_at !== b.received_at) return a.received_at < b.received_at ? 1 : -1;
  const said = (row) => Date.parse(row.time ?? row.received_at);
  return said(b) - said(a) || b.id - a.id;
}

/**
 * @param {HTMLElement} container
 * @param {{ onCart: (cartId: string) => void }} options
 */
export function createList(container, { onCart }) {
  /** @type {{ row: object, view: ReturnType<typeof renderRow>, text: string }[]} newest first */
  let entries = [];
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
    entries.pop().view.item.remove();
  }

  function replaceEntry(at, row) {
    const { item, isOpen } = entries[at].view;
    entries[at] = makeEntry(row, { isOpen: isOpen() });
    keepFocus(container, () => item.replaceWith(entries[at].view.item));
  }

  function insertEntry(row) {
    const entry = makeEntry(row, { isNew: true });
    const found = entries.findIndex((other) => newestFirst(row, other.row) < 0);
    const at = found < 0 ? entries.length : found;
    container.insertBefore(entry.view.item, entries[at]?.view.item ?? null);
    entries.splice(at, 0, entry);
  }

  function moveFocus(step) {
    const toggles = entries.filter(({ view }) => !view.item.hidden).map(({ view }) => view.toggle);
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
    /** @param {object[]} rows in any order */
    show(rows) {
      const opened = new Set(entries.filter(({ view }) => view.isOpen()).map(({ row }) => row.id));
      entries = rows.toSorted(newestFirst).slice(0, rowsMax).map((row) => makeEntry(row, { isOpen: opened.has(row.id) }));
      keepFocus(container, () => container.replaceChildren(...entries.map(({ view }) => view.item)));
    },
    /** Leaves those, until the collector has told of others. @param {(row: object) => boolean} matches */
    keep(matches) {
      const others = entries.filter(({ row }) => !matches(row));
      entries = entries.filter(({ row }) => matches(row));
      keepFocus(container, () => others.forEach(({ view }) => view.item.remove()));
    },
    add(row) {
      const known = entries.findIndex((entry) => entry.row.id === row.id);
      if (known >= 0) return replaceEntry(known, row);
      insertEntry(row);
      if (entries.length > rowsMax) dropOldest();
    },
    search(text) {
      needle = text.trim().toLowerCase();
      for (const entry of entries) applySearch(entry);
    },
    /** Of all rows, if they are of one. */
    onlyCart() {
      const carts = new Set(entries.map(({ row }) => row.cart_id).filter((id) => id !== null));
      return carts.size === 1 ? [...carts][0] : '';
    },
    countVisible: () => entries.filter(({ view }) => !view.item.hidden).length,
  };
}
