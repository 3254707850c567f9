// The list of rows, newest first. What comes pushes out the oldest, which can be asked for again: a page that is left open over
// night must still answer in the morning. Whoever has scrolled down keeps what they look at for longer.

import { html, render } from '/assets/lit-html/lit-html.js';
import { guard } from '/assets/lit-html/directives/guard.js';
import { repeat } from '/assets/lit-html/directives/repeat.js';
import { keepFocus } from './dom.js';
import { rowTemplate } from './row.js';

const rowsMax = 500;
const rowsMaxScrolled = 5000;
/** They go together, not one with each that comes. */
const rowsOver = 100;
const drawDelayMs = 16;

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
 * @param {Omit<import('./row.js').Actions, 'change'>} actions
 */
export function createList(container, actions) {
  /** @type {import('./row.js').Entry[]} newest first */
  let entries = [];
  /** So many were asked for. */
  let wanted = 0;
  let timer = null;

  const makeEntry = (row, known) => ({ isOpen: false, isNew: false, ...known, row });
  const template = (entry) => guard([entry], () => rowTemplate(entry, { ...actions, change }));

  function draw() {
    clearTimeout(timer);
    timer = null;
    keepFocus(container, () => render(html`${repeat(entries, ({ row }) => row.id, template)}`, container));
  }

  /** Many may come at once. */
  function drawSoon() {
    timer ??= setTimeout(draw, drawDelayMs);
  }

  /** An entry is never changed, so that only another one is drawn. */
  function change(entry, parts) {
    entries = entries.map((other) => (other.row.id === entry.row.id ? { ...other, ...parts } : other));
    draw();
  }

  function insertEntry(row) {
    const found = entries.findIndex((other) => newestFirst(row, other.row) < 0);
    entries.splice(found < 0 ? entries.length : found, 0, makeEntry(row, { isNew: true }));
  }

  /** @returns {boolean} whether there were any */
  function dropOldest() {
    const most = scrollY > 0 ? wanted + rowsMaxScrolled : rowsMax;
    if (entries.length <= most + rowsOver) return false;
    const lowest = entries.map(({ row }) => row.id).sort((a, b) => b - a)[most - 1];
    entries = entries.filter(({ row }) => row.id >= lowest);
    return true;
  }

  function moveFocus(step) {
    const toggles = [...container.querySelectorAll('.name')];
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
      const known = new Map(entries.map((entry) => [entry.row.id, entry]));
      wanted = rows.length;
      entries = rows.toSorted(newestFirst).map((row) => makeEntry(row, known.get(row.id)));
      draw();
    },
    /** @param {object[]} rows that come behind the others */
    append(rows) {
      const known = new Set(entries.map(({ row }) => row.id));
      const added = rows.filter(({ id }) => !known.has(id)).map((row) => makeEntry(row));
      entries = [...entries, ...added].sort((a, b) => newestFirst(a.row, b.row));
      wanted = entries.length;
      draw();
    },
    /** Leaves those, until the collector has told of others. @param {(row: object) => boolean} isMeant */
    keep(isMeant) {
      entries = entries.filter(({ row }) => isMeant(row));
      draw();
    },
    /** @returns {boolean} whether the oldest have gone for it */
    add(row) {
      const known = entries.findIndex((entry) => entry.row.id === row.id);
      if (known >= 0) entries[known] = makeEntry(row, entries[known]);
      else insertEntry(row);
      drawSoon();
      return dropOldest();
    },
    /** Of all rows, if they are of one. */
    onlyCart() {
      const carts = new Set(entries.map(({ row }) => row.cart_id).filter((id) => id !== null));
      return carts.size === 1 ? [...carts][0] : '';
    },
    count: () => entries.length,
    lowestId: () => entries.reduce((lowest, { row }) => Math.min(lowest, row.id), Infinity),
  };
}
