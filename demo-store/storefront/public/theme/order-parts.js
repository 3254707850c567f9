// Small views that more than one order page needs.

import { language, languages, t } from '/i18n/language.js';
import { openLines } from '/shop/orders.js';
import { h } from './dom.js';

const date = new Intl.DateTimeFormat(languages[language].dates, { dateStyle: 'medium', timeStyle: 'short' });

export function dateText(time) {
  return date.format(time);
}

function stateOf(order) {
  if (order.cancelReason) return 'is-cancelled';
  if (order.refunds.length === 0) return 'placed';
  return openLines(order).length === 0 ? 'is-refunded' : 'is-partly-refunded';
}

export function badge(order) {
  const state = stateOf(order);
  return h('span', { class: `badge ${state === 'placed' ? '' : 'changed'}`, test: 'order-state' }, t(`order.${state}`));
}

export function unknownOrder() {
  return h('div', { class: 'empty', test: 'order-unknown' },
    h('p', {}, t('order.unknown')),
    h('a', { class: 'button secondary', href: '/orders' }, t('orders.head')));
}
