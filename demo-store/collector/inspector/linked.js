// The event that the address names (`?event=` an event's id, `?row=` a row of this collector): above the list, whatever the
// filters, open. One that isn't there yet is shown as soon as it comes.

import { html, nothing, render } from '/assets/lit-html/lit-html.js';
import { forgetLink, linkInAddress } from './address.js';
import { fetchRows } from './api.js';
import { keepFocus } from './dom.js';
import { rowTemplate } from './row.js';

/** A row is of this collector only; an event's id is the same wherever the event goes. @param {object} row */
export function linkTo({ status, event_id: eventId, id }) {
  const link = new URL(location.pathname, location.origin);
  link.searchParams.set(...(status === 'accepted' ? ['event', eventId] : ['row', id]));
  return link.href;
}

const isMeant = (row, wanted) => (wanted.event ? row.event_id === wanted.event : String(row.id) === wanted.row);

/** An event that was refused first, and then came right, is the right one. */
async function find({ event, row }) {
  if (event === '' && !/^\d{1,15}$/.test(row)) return undefined;
  const { rows } = event === '' ? await fetchRows([], 1, Number(row) + 1) : await fetchRows([['event_id', event]], 20);
  return rows.find(({ id, status }) => (event === '' ? String(id) === row : status === 'accepted')) ?? (event === '' ? undefined : rows[0]);
}

/** @param {HTMLElement} container @param {Omit<import('./row.js').Actions, 'change'>} actions */
export function createLinked(container, actions) {
  let wanted = linkInAddress();
  /** @type {import('./row.js').Entry | null} */
  let entry = null;

  function change({ row }, parts) {
    if (entry?.row.id !== row.id) return;
    entry = { ...entry, ...parts };
    draw();
  }

  function close() {
    forgetLink();
    wanted = linkInAddress();
    entry = null;
    draw();
  }

  const nameOf = ({ event, row }) => (event ? `The event ${event}` : `Row ${row}`);

  function draw() {
    const isWanted = wanted.event !== '' || wanted.row !== '';
    container.hidden = !isWanted;
    keepFocus(container, () => render(isWanted ? html`
      <div class="linked-head">
        <h2>${entry ? 'The event of this link' : `${nameOf(wanted)} isn’t here: it hasn’t come yet, was deleted, or is another collector’s.`}</h2>
        <button type="button" @click=${close}>Close</button>
      </div>
      ${entry ? html`<ol class="events">${rowTemplate(entry, { ...actions, change })}</ol>` : nothing}` : nothing, container));
  }

  function open(row) {
    entry = { row, isOpen: true, isNew: false };
    draw();
    container.scrollIntoView({ block: 'start' });
    container.querySelector('.name').focus({ preventScroll: true });
  }

  async function load() {
    const mine = wanted;
    if (mine.event === '' && mine.row === '') return draw();
    const row = await find(mine).catch(() => entry?.row);
    if (mine !== wanted) return;
    if (row && row.id !== entry?.row.id) return open(row);
    entry = row ? { ...entry, row } : null;
    draw();
  }

  window.addEventListener('popstate', () => {
    wanted = linkInAddress();
    load();
  });

  return {
    load,
    /** @param {object} row that has come, or of which more is known */
    receive(row) {
      if (row.id === entry?.row.id) change({ row }, { row });
      else if (entry === null && isMeant(row, wanted)) open(row);
    },
  };
}
