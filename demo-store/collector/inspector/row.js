// One event in the list: a line that opens its detail.

import { renderDetail } from './detail.js';
import { element } from './dom.js';
import { amountOf, describeProducts, formatTime, kindOf, shortId, shortName } from './format.js';

function statusBadge(row) {
  const text = row.status === 'refused' && row.origin === 'page' ? 'refused in page' : row.status;
  return element('span', { class: `badge ${row.status}` }, text);
}

function warningBadge(row) {
  const count = row.warnings.length;
  return element('span', { class: 'badge warned' }, `${count} warning${count === 1 ? '' : 's'}`);
}

function cartButton(row, onCart) {
  if (row.cart_id === null) return element('span', { class: 'cart' });
  return element('span', { class: 'cart' }, element('button', {
    type: 'button', title: `Show only cart ${row.cart_id}`, onclick: () => onCart(row.cart_id) }, shortId(row.cart_id)));
}

function lineOf(row, toggle, onCart) {
  const properties = row.event?.properties;
  return element('div', { class: 'line' },
    element('time', { datetime: row.time ?? undefined, title: row.time ?? '' }, formatTime(row.time)),
    toggle,
    cartButton(row, onCart),
    element('span', { class: 'products' }, describeProducts(properties)),
    element('span', { class: 'amount' }, amountOf(properties)),
    element('span', { class: 'badges' }, ...(row.warnings.length > 0 ? [warningBadge(row)] : []), statusBadge(row)));
}

/**
 * @param {object} row as /v1/events gives it
 * @param {{ onCart: (cartId: string) => void, isOpen?: boolean, isNew?: boolean }} options
 */
export function renderRow(row, { onCart, isOpen = false, isNew = false }) {
  let detail = null;
  // The button's area is stretched over the whole line by the style sheet.
  const toggle = element('button', { type: 'button', class: 'name', 'aria-expanded': 'false', title: row.name ?? '',
    onclick: () => setOpen(detail === null) }, shortName(row.name));
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
