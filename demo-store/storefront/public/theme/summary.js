// The lines and sums of a checkout or an order. Both carry the same fields, so one view serves both.

import { DISCOUNT } from '/shop/checkout.js';
import { t } from '/i18n/language.js';
import { amountText, priceText } from '/shop/money.js';
import { h, picture } from './dom.js';

export function lineSummary(lines) {
  return h('ul', { class: 'summary-lines' }, lines.map(({ product, variant, quantity }) =>
    h('li', { test: `summary-line-${variant.id}` },
      picture(variant.image, 56),
      h('div', {},
        h('p', { class: 'summary-name' }, product.name),
        h('p', { class: 'small' }, `${variant.label} × ${quantity}`)),
      h('p', { class: 'amount' }, amountText(variant.minor * quantity, variant.currency)))));
}

export function sums({ currency, ...totals }) {
  const amount = (minor) => amountText(minor, currency);
  return h('div', { class: 'sums' },
    sumLine(t('cart.subtotal'), amount(totals.subtotalMinor), 'subtotal'),
    totals.discountMinor > 0 && sumLine(t('sums.discount', DISCOUNT), `−${amount(totals.discountMinor)}`, 'discount'),
    sumLine(t('sums.shipping'), priceText(totals.shippingMinor, currency), 'shipping'),
    sumLine(t('sums.tax'), amount(totals.taxMinor), 'tax'),
    sumLine(t('sums.total'), amount(totals.totalMinor), 'total', 'sum-line total'));
}

export function sumLine(label, value, test, style = 'sum-line') {
  return h('p', { class: style }, h('span', {}, label), h('span', { test }, value));
}
