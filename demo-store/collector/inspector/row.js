// One event in the list: a line that opens its detail.

import { html, nothing } from '/assets/lit-html/lit-html.js';
import { detailTemplate } from './detail.js';
import { amountOf, describeOrigin, describeProducts, describeRefusal, formatTime, kindOf, shortId, shortName } from './format.js';

/**
 * @typedef {{ row: object, isOpen: boolean, isNew: boolean, panel?: 'pretty' | 'raw' | 'edit' | 'compare', draft?: import('./editor.js').Draft,
 *   comparison?: import('./comparison.js').Comparison }} Entry row: as /v1/events gives it; the rest is what is seen of it
 * @typedef {{ onCart: (cartId: string) => void, change: (entry: Entry, parts: Partial<Entry>) => void }} Actions change: draws the entry anew
 */

/** What a phone's screen has no room for. */
const wide = (text) => html`<span class="wide">${text}</span>`;

function statusBadge(row) {
  const [text, more = ''] = { page: ['refused', ' in page'], request: [`turned away: ${row.request?.status}`] }[row.status === 'refused' && row.origin] ?? [row.status];
  return html`<span class="badge ${row.status}">${text}${wide(more)}</span>`;
}

function warningBadge({ warnings: { length: count } }) {
  return count === 0 ? nothing : html`<span class="badge warned" title="mends and remarks">${count}${wide(` warning${count === 1 ? '' : 's'}`)}</span>`;
}

function cartButton({ cart_id: id }, onCart) {
  return id === null ? nothing : html`<button type="button" title="Show only cart ${id}" @click=${() => onCart(id)}>${shortId(id)}</button>`;
}

const nameOf = (row) => (row.request ? 'post turned away' : shortName(row.name));

/** A tester who waits for a post of another time sees when that was. */
function timeOf({ received_at: received, time }) {
  const title = `received ${received}${time ? `, said ${time}` : ''}`;
  return html`<time datetime=${received} title=${title}>${formatTime(received).slice(0, -4)}${wide(formatTime(received).slice(-4))}</time>`;
}

const originOf = (row) => html`<span class="from">${describeOrigin(row).map(([text, title]) => html`<span title=${title}>${text}</span>`)}</span>`;

// The name's area is stretched over the whole line by the style sheet.
const lineOf = (entry, { onCart, change }) => {
  const { row, isOpen } = entry;
  const properties = row.event?.properties;
  return html`<div class="line">
    ${timeOf(row)}
    <button type="button" class="name" aria-expanded=${isOpen} title=${row.name ?? ''} @click=${() => change(entry, { isOpen: !isOpen })}>${nameOf(row)}</button>
    <span class="cart">${cartButton(row, onCart)}</span>
    <span class="products">${describeProducts(properties)}</span>
    <span class="amount">${amountOf(properties)}</span>
    <span class="badges">${warningBadge(row)}${statusBadge(row)}</span>
    ${originOf(row)}
    ${row.status === 'refused' ? html`<span class="why">${describeRefusal(row)}</span>` : nothing}
  </div>`;
};

/** @param {Entry} entry @param {Actions} actions */
export const rowTemplate = (entry, actions) => html`
  <li class=${entry.isNew ? 'event new' : 'event'} data-kind=${kindOf(entry.row.name)} data-status=${entry.row.status}>
    ${lineOf(entry, actions)}
    ${entry.isOpen ? detailTemplate(entry, actions) : nothing}
  </li>`;
