// Below an event: in what it differs from another one, at first from the nearest earlier one of its name.

import { html, nothing } from '/assets/lit-html/lit-html.js';
import { fetchComparison, fetchRows } from './api.js';
import { amountOf, formatTime } from './format.js';

/** Of that name, from which the other is chosen. */
const offeredMax = 50;

/** @typedef {{ row: object, other: object | null, differences: { path: string, value?: unknown, other?: unknown }[] }} Comparison as /v1/qa/compare gives it */

async function offersFor({ id, name, shop }) {
  if (name === null) return [];
  const { rows } = await fetchRows([['name', name], ['shop', shop]], offeredMax);
  return rows.filter((row) => row.id !== id);
}

/** @param {import('./row.js').Entry} entry @param {import('./row.js').Actions} actions @param {number} [otherId] */
export async function compare(entry, { change }, otherId) {
  try {
    const [comparison, offers] = await Promise.all([fetchComparison(entry.row.id, otherId), offersFor(entry.row)]);
    change(entry, { comparison: { ...comparison, offers } });
  } catch ({ message }) {
    change(entry, { comparison: { ...entry.comparison, fault: message } });
  }
}

const shown = (value) => (value === undefined ? html`<i>not there</i>` : JSON.stringify(value));
const labelOf = (row) => [`row ${row.id}`, formatTime(row.received_at), row.cart_id, amountOf(row.event?.properties)].filter(Boolean).join(' · ');

function choiceTemplate(entry, actions, { other, offers = [] }) {
  const choose = ({ target }) => target.value !== '' && compare(entry, actions, Number(target.value));
  const isOffered = offers.some(({ id }) => id === other?.id);
  return html`<div class="choice">
    <label>Compare with <select @change=${choose}>
      ${other && !isOffered ? html`<option value=${other.id} .selected=${true}>${labelOf(other)}</option>` : nothing}
      ${other ? nothing : html`<option value="">no earlier one of this name</option>`}
      ${offers.map((row) => html`<option value=${row.id} .selected=${row.id === other?.id}>${labelOf(row)}</option>`)}
    </select></label>
    <label>or with row <input type="number" min="1" @change=${choose}></label>
  </div>`;
}

function wordsOf({ other, differences: [first, ...more] }) {
  if (!first) return `Nothing differs from row ${other.id} but the event’s id and time.`;
  const which = more.length > 0 ? `First of ${more.length + 1} differences` : 'The only difference';
  return html`${which}: <code>${first.path || 'the event'}</code>. The event’s id and time are left out.`;
}

const tableTemplate = ({ row, other, differences }) => html`<table class="differences">
  <caption>${wordsOf({ other, differences })}</caption>
  <thead><tr><th scope="col">field</th><th scope="col">this event, row ${row.id}</th><th scope="col">row ${other.id}</th></tr></thead>
  <tbody>${differences.map(({ path, value, other: inOther }) => html`<tr>
    <th scope="row">${path || 'the event'}</th><td data-label="row ${row.id}">${shown(value)}</td><td data-label="row ${other.id}">${shown(inOther)}</td>
  </tr>`)}</tbody>
</table>`;

/** @param {import('./row.js').Entry} entry @param {import('./row.js').Actions} actions */
export function comparisonTemplate(entry, actions) {
  const { comparison } = entry;
  if (!comparison) return html`<p class="panel">…</p>`;
  return html`<div class="panel comparison">
    ${choiceTemplate(entry, actions, comparison)}
    ${comparison.fault ? html`<p class="turned-away" role="alert">${comparison.fault}</p>` : nothing}
    ${comparison.other ? tableTemplate(comparison) : nothing}
  </div>`;
}
