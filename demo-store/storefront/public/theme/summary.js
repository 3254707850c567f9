// The lines and sums of a checkout or an order. Both carry the same fields, so one view serves both.

import { DISCOUNT } from '/shop/checkout.js';
import { amountText, priceText } from '/shop/money.js';
import { h, picture } from './dom.js';

export function lineSummary(lines) {
  return h('ul', { class: 'summary-lines' }, lines.map(({ product, variant, quantity }) =>
    h('li', { test: `summary-line-${variant.id}` },
      picture(variant.image, 56),
      h('div', {},
        h('p', { class: 'summary-name' }, product.name),
        h('p', { class: 'small' }, `${variant.label} × ${quantity}`)),
      h('p', { class: 'amount' }, amountText(variant.cents * quantity)))));
}

export function sums(totals) {
  return h('div', { class: 'sums' },
    sumLine('Subtotal', amountText(totals.subtotalCents), 'subtotal'),
    totals.discountCents > 0 && sumLine(`Discount ${DISCOUNT.code}`, `−${amountText(totals.discountCents)}`, 'discount'),
    sumLine('Shipping', priceText(totals.shippingCents), 'shipping'),
    sumLine('Tax, 20 %', amountText(totals.taxCents), 'tax'),
    sumLine('Total', amountText(totals.totalCents), 'total', 'sum-line total'));
}

export function sumLine(label, value, test, style = 'sum-line') {
  return h('p', { class: style }, h('span', {}, label), h('span', { test }, value));
}
