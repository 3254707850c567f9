// "Thank you": announces the order. It does so at each reload, since the page can't know whether the
// first announcement got through.

import './frame.js';
import { announce } from '/shop/events.js';
import { findOrder } from '/shop/orders.js';
import { byId, h } from './dom.js';
import { lineSummary, sums } from './summary.js';
import { unknownOrder } from './order-parts.js';

const order = findOrder(location.pathname.split('/')[2]);

function show() {
  byId('confirmed').replaceChildren(
    h('p', { class: 'eyebrow' }, 'Order ', h('span', { test: 'order-number' }, order.number)),
    h('h1', {}, 'Thank you, it is on its way'),
    h('p', {}, 'We have noted everything and start packing. Order id ', h('code', { test: 'order-id' }, order.id)),
    h('div', { class: 'summary' }, lineSummary(order.lines), sums(order)),
    h('div', { class: 'buy-buttons' },
      h('a', { class: 'button', href: `/orders/${order.id}`, test: 'view-order' }, 'View the order'),
      h('a', { class: 'button secondary', href: '/' }, 'Continue shopping')));
  announce('order:placed', order);
}

if (order) show();
else byId('confirmed').replaceChildren(unknownOrder());
