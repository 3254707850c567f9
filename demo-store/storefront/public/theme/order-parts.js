// Small views that more than one order page needs.

import { openLines } from '/shop/orders.js';
import { h } from './dom.js';

const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

export function dateText(time) {
  return date.format(time);
}

export function orderState(order) {
  if (order.cancelReason) return 'Cancelled';
  if (order.refunds.length === 0) return 'Placed';
  return openLines(order).length === 0 ? 'Refunded' : 'Partly refunded';
}

export function badge(order) {
  const state = orderState(order);
  return h('span', { class: `badge ${state === 'Placed' ? '' : 'changed'}`, test: 'order-state' }, state);
}

export function unknownOrder() {
  return h('div', { class: 'empty', test: 'order-unknown' },
    h('p', {}, 'This browser remembers no such order.'),
    h('a', { class: 'button secondary', href: '/orders' }, 'Your orders'));
}
