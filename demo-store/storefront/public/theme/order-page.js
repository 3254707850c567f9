// One order: what it holds, refunding chosen lines, cancelling with a reason.

import './frame.js';
import { cancel, findOrder, openLines, refund, refundMinor, subscribeOrders } from '/shop/orders.js';
import { t } from '/i18n/language.js';
import { amountText } from '/shop/money.js';
import { byId, h, redraw, setTitle } from './dom.js';
import { badge, dateText, unknownOrder } from './order-parts.js';
import { lineSummary, sums } from './summary.js';

const REASONS = ['cancel.changed-mind', 'cancel.mistake', 'cancel.cheaper', 'cancel.too-long'];
const orderId = location.pathname.split('/')[2];

function draw() {
  const order = findOrder(orderId);
  if (!order) return byId('order').replaceChildren(unknownOrder());
  setTitle(t('order.title', order));
  redraw(byId('order'), head(order),
    h('div', { class: 'order-columns' },
      h('div', { class: 'summary' }, lineSummary(order.lines), sums(order)),
      h('div', {}, history(order), actions(order))));
}

function head(order) {
  return h('div', { class: 'order-head' },
    h('h1', { tabindex: '-1', 'data-focus-fallback': true }, t('order.number'), h('span', { test: 'order-number' }, order.number)),
    badge(order),
    h('p', { class: 'small' }, `${dateText(order.placedAt)} · `, h('code', { test: 'order-id' }, order.id)));
}

function history(order) {
  const refunds = order.refunds.map(({ at, minor }) =>
    h('li', { test: 'refund-entry' }, t('order.refunded', { date: dateText(at), amount: amountText(minor, order.currency) })));
  const end = order.cancelReason &&
    h('li', { test: 'cancel-entry' }, t('order.cancelled', { date: dateText(order.cancelledAt), reason: order.cancelReason }));
  return h('ul', { class: 'history', 'aria-label': t('order.history') }, refunds, end);
}

function actions(order) {
  const lines = openLines(order);
  if (order.cancelReason || lines.length === 0) return [];
  return [refundForm(order, lines), cancelForm(order)];
}

function refundForm(order, lines) {
  const fields = lines.map((line) => refundField(line));
  const chosen = () => new Map(fields.map(({ id, input }) => [id, Math.max(0, Math.trunc(input.valueAsNumber) || 0)]));
  const button = h('button', { type: 'submit', class: 'button', test: 'refund', 'data-focus': 'refund' });
  const show = () => showAmount(button, order, lines, chosen());
  const form = h('form', {
    class: 'panel', novalidate: true, oninput: show,
    onsubmit: (event) => { event.preventDefault(); refund(order, chosen()); draw(); },
  }, h('h2', {}, t('refund.head')), h('p', { class: 'small' }, t('refund.choose')),
  fields.map((field) => field.row), button);
  show();
  return form;
}

function refundField({ product, variant, quantity }) {
  const input = h('input', {
    type: 'number', min: '0', max: String(quantity), value: '0', inputmode: 'numeric',
    test: `refund-quantity-${variant.id}`, 'data-focus': `quantity-${variant.id}`,
  });
  const row = h('label', { class: 'refund-line' },
    h('span', {}, h('span', { class: 'refund-name' }, product.name), h('span', { class: 'small' }, variant.label)),
    h('span', { class: 'refund-count' }, input, h('span', { class: 'small' }, t('refund.of', { count: quantity }))));
  return { id: variant.id, input, row };
}

function showAmount(button, order, lines, chosen) {
  const picked = lines
    .map((line) => ({ ...line, quantity: Math.min(chosen.get(line.variant.id), line.quantity) }))
    .filter((line) => line.quantity > 0);
  button.disabled = picked.length === 0;
  button.textContent = picked.length ? t('refund.amount', { amount: amountText(refundMinor(order, picked), order.currency) }) : t('refund.head');
}

function cancelForm(order) {
  const reason = h('select', { id: 'cancel-reason', test: 'cancel-reason' }, REASONS.map((key) => h('option', {}, t(key))));
  return h('form', { class: 'panel', onsubmit: (event) => { event.preventDefault(); cancel(order, reason.value); draw(); } },
    h('h2', {}, t('cancel.head')), h('label', { for: 'cancel-reason' }, t('cancel.reason')), reason,
    h('button', { type: 'submit', class: 'button danger', test: 'cancel-order', 'data-focus': 'cancel' }, t('cancel.order')));
}

subscribeOrders(draw);
