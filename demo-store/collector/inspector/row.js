// One event in the list: a line that opens its detail.

import { renderDetail } from './detail.js';
import { element } from './dom.js';
import { amountOf, describeOrigin, describeProducts, describeRefusal, formatTime, kindOf, shortId, shortName } from './format.js';

/** What a phone's screen has no room for. */
const wide = (text) => element('span', { class: 'wide' }, text);

function statusBadge(row) {
  const [text, more = ''] = { page: ['refused', ' in page'], request: [`turned away: ${row.request?.status}`] }[row.status === 'refused' && row.origin] ?? [row.status];
  return element('span', { class: `badge ${row.status}` }, text, wide(more));
}

function warningBadge(row) {
  const count = row.warnings.length;
  return element('span', { class: 'badge warned', title: 'mends and remarks' }, count, wide(` warning${count === 1 ? '' : 's'}`));
}

function cartButton(row, onCart) {
  if (row.cart_id === null) return element('span', { class: 'cart' });
  return element('span', { class: 'cart' }, element('button', {
    type: 'button', 'data-focus': `cart ${row.id}`, title: `Show only cart ${row.cart_id}`, onclick: () => onCart(row.cart_id) }, shortId(row.cart_id)));
}

const nameOf = (row) => (row.request ? 'post turned away' : shortName(row.name));

/** A tester who waits for a post of another time sees when that was. */
function timeOf({ received_at: received, time }) {
  return element('time', { datetime: received, title: `received ${received}${time ? `, said ${time}` : ''}` }, formatTime(received).slice(0, -4), wide(formatTime(received).slice(-4)));
}

function originOf(row) {
  return element('span', { class: 'from' }, ...describeOrigin(row).map(([text, title]) => element('span', { title }, text)));
}

function lineOf(row, toggle, onCart) {
  const properties = row.event?.properties;
  return element('div', { class: 'line' },
    timeOf(row),
    toggle,
    cartButton(row, onCart),
    element('span', { class: 'products' }, describeProducts(properties)),
    element('span', { class: 'amount' }, amountOf(properties)),
    element('span', { class: 'badges' }, ...(row.warnings.length > 0 ? [warningBadge(row)] : []), statusBadge(row)),
    originOf(row),
    ...(row.status === 'refused' ? [element('span', { class: 'why' }, describeRefusal(row))] : []));
}

/**
 * @param {object} row as /v1/events gives it
 * @param {{ onCart: (cartId: string) => void, isOpen?: boolean, isNew?: boolean }} options
 */
export function renderRow(row, { onCart, isOpen = false, isNew = false }) {
  let detail = null;
  // The button's area is stretched over the whole line by the style sheet.
  const toggle = element('button', { type: 'button', class: 'name', 'aria-expanded': 'false', 'data-focus': `row ${row.id}`, title: row.name ?? '',
    onclick: () => setOpen(detail === null) }, nameOf(row));
  const item = element('li', { class: isNew ? 'event new' : 'event', 'data-kind': kindOf(row.name),
    'data-status': row.status }, lineOf(row, toggle, onCart));

  function setOpen(open) {
    toggle.setAttribute('aria-expanded', String(open));
    detail?.remove();
    detail = open ? renderDetail(row) : null;
    if (detail) item.append(detail);
  }

  if (isOpen) setOpen(true);
  return { item, toggle, isOpen: () => detail !== null };
}
