// All orders of this browser, so that a tester finds the way back to one.

import './frame.js';
import { allOrders, subscribeOrders } from '/shop/orders.js';
import { t } from '/i18n/language.js';
import { amountText } from '/shop/money.js';
import { byId, h } from './dom.js';
import { badge, dateText } from './order-parts.js';

function row(order) {
  return h('li', {},
    h('a', { href: `/orders/${order.id}`, test: `order-link-${order.id}` },
      h('span', {}, h('strong', {}, order.number), h('span', { class: 'small' }, ` ${dateText(order.placedAt)}`)),
      badge(order), h('span', { class: 'amount' }, amountText(order.totalMinor, order.currency))));
}

function draw() {
  const orders = allOrders();
  byId('order-list').replaceChildren(...(orders.length ? orders.map(row) : [h('li', { class: 'empty' }, t('orders.none'))]));
}

subscribeOrders(draw);
