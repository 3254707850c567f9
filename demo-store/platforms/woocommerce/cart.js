// The shopper's cart and what the Store API says of it (wc/store/v1/cart), in all its members.

import { createHash } from 'node:crypto';
import { itemOf } from './catalogue.js';

const EUR = {
  currency_code: 'EUR', currency_symbol: '€', currency_minor_unit: 2, currency_decimal_separator: ',',
  currency_thousand_separator: '.', currency_prefix: '', currency_suffix: ' €',
};
const SHIPPING = 490;
const ADDRESS = {
  first_name: 'private Aiko', last_name: 'private Mori', company: '', address_1: 'private street 5', address_2: '',
  city: 'private town', state: '', postcode: 'private 10115', country: 'DE', phone: 'private +49',
};

export const linesOf = (session) => (session.lines ??= []);
export const countOf = (session) => linesOf(session).reduce((sum, { quantity }) => sum + quantity, 0);
export const totalOf = (session) => {
  const items = linesOf(session).reduce((sum, { id, quantity }) => sum + itemOf(id).price * quantity, 0);
  return items === 0 ? 0 : items + SHIPPING;
};
export const hashOf = (session) => createHash('md5').update(JSON.stringify(linesOf(session))).digest('hex');
export const formatted = (minor) => `${(minor / 100).toFixed(2).replace('.', ',')}&nbsp;€`;

/** Returns why it can't be added; undefined when it was. */
export function add(session, id, quantity) {
  const item = itemOf(id);
  if (!item) return 'This product cannot be purchased.';
  const line = linesOf(session).find((one) => one.id === id);
  const wanted = (line?.quantity ?? 0) + quantity;
  if (wanted > (item.stock ?? Infinity)) return `You cannot add that amount of "${item.name}" to the cart: ${item.stock} remain.`;
  if (line) line.quantity = wanted;
  else linesOf(session).push({ key: createHash('md5').update(String(id)).digest('hex'), id, quantity });
  return undefined;
}

/** Returns why it can't be; undefined when it was set. Zero removes the line. */
export function setQuantity(session, key, quantity) {
  const line = linesOf(session).find((one) => one.key === key);
  if (!line) return 'Cart item does not exist.';
  if (quantity > (itemOf(line.id).stock ?? Infinity)) return 'The quantity is more than is in stock.';
  line.quantity = quantity;
  session.lines = linesOf(session).filter((one) => one.quantity > 0);
  return undefined;
}

export function storeApiCart(session, base) {
  const items = linesOf(session).map((line) => lineReply(line, base));
  const sum = items.reduce((total, item) => total + Number(item.totals.line_total), 0);
  const shipping = items.length > 0 ? SHIPPING : 0;
  return {
    items,
    coupons: [],
    fees: [],
    totals: {
      total_items: String(sum), total_items_tax: '0', total_fees: '0', total_fees_tax: '0', total_discount: '0',
      total_discount_tax: '0', total_shipping: String(shipping), total_shipping_tax: '0', total_price: String(totalOf(session)),
      total_tax: '0', tax_lines: [], ...EUR,
    },
    shipping_address: ADDRESS,
    billing_address: { ...ADDRESS, email: 'private@example.org' },
    needs_payment: sum > 0,
    needs_shipping: sum > 0,
    payment_requirements: ['products'],
    has_calculated_shipping: true,
    shipping_rates: [],
    items_count: countOf(session),
    items_weight: 0,
    cross_sells: [],
    errors: [],
    payment_methods: ['cod'],
    extensions: {},
  };
}

function lineReply({ key, id, quantity }, base) {
  const item = itemOf(id);
  const image = `${base}wp-content/uploads/${item.slug}.svg`;
  const raw = String(item.price * 10_000);
  const total = String(item.price * quantity);
  return {
    key, id, type: item.type, quantity,
    quantity_limits: { minimum: 1, maximum: item.stock ?? 9999, multiple_of: 1, editable: true },
    name: item.name, short_description: `<p>${item.text}</p>`, description: '', sku: item.sku, low_stock_remaining: item.stock ?? null,
    backorders_allowed: false, show_backorder_badge: false, sold_individually: false, permalink: base + item.path,
    images: [{ id: id + 1000, src: image, thumbnail: image, srcset: '', sizes: '', name: `${item.slug}.svg`, alt: '' }],
    variation: item.colour ? [{ raw_attribute: 'attribute_pa_colour', attribute: 'Colour', value: item.colour }] : [],
    item_data: [{ key: 'Engraving', value: 'private wish' }],
    prices: {
      price: String(item.price), regular_price: String(item.price), sale_price: String(item.price), price_range: null, ...EUR,
      raw_prices: { precision: 6, price: raw, regular_price: raw, sale_price: raw },
    },
    totals: { line_subtotal: total, line_subtotal_tax: '0', line_total: total, line_total_tax: '0', ...EUR },
    catalog_visibility: 'visible', has_cart_item_data: false, extensions: {},
  };
}
