// "Thank you": announces the order. It does so at each reload, since the page can't know whether the
// first announcement got through.

import './frame.js';
import { announce } from '/shop/events.js';
import { t } from '/i18n/language.js';
import { findOrder } from '/shop/orders.js';
import { byId, h } from './dom.js';
import { lineSummary, sums } from './summary.js';
import { unknownOrder } from './order-parts.js';

const order = findOrder(location.pathname.split('/')[2]);

function show() {
  byId('confirmed').replaceChildren(
    h('p', { class: 'eyebrow' }, t('order.number'), h('span', { test: 'order-number' }, order.number)),
    h('h1', {}, t('confirmed.head')),
    h('p', {}, t('confirmed.noted'), h('code', { test: 'order-id' }, order.id)),
    h('div', { class: 'summary' }, lineSummary(order.lines), sums(order)),
    h('div', { class: 'buy-buttons' },
      h('a', { class: 'button', href: `/orders/${order.id}`, test: 'view-order' }, t('confirmed.view')),
      h('a', { class: 'button secondary', href: '/' }, t('cart.continue'))));
  announce('order:placed', order);
}

if (order) show();
else byId('confirmed').replaceChildren(unknownOrder());
