// The catalogue, for the pages and for the server; its words are those of the shop's language. The prices hold real-life
// traps on purpose (0.10, 0.00): keep them. They are euro cents here, and whole minor units of the shop's currency
// throughout the shop, so that sums are exact.

import { t } from '../i18n/language.js';
import { currency, minorOf } from './currency.js';

const SWATCH = {
  natural: '#cfa468', smoked: '#75573c', indigo: '#35507a', persimmon: '#d0693a', matcha: '#7f9455',
  walnut: '#8a5a34', black: '#2b2622', vermilion: '#c4492d', sand: '#dccbb0', charcoal: '#55534f',
  cherry: '#7c3f33', copper: '#c07a4c', navy: '#34466b', oat: '#e0d3bb', red: '#bf3f34', white: '#faf7f0',
};

/** [id, cents, picture, extras] */
function variants(prefix, rows) {
  return rows.map(([id, cents, picture, extras = {}]) => ({
    id: `${prefix}-${id}`,
    sku: `MDB-${prefix}-${id}`.toUpperCase(),
    label: t(`${prefix}-${id}`),
    minor: minorOf(cents),
    currency,
    image: `/images/${picture}.svg`,
    available: true,
    ...extras,
  }));
}

const colour = (name) => ({ swatch: SWATCH[name] });
const soldOut = { available: false };

function product(name, handle, rows) {
  const id = `p-${name}`;
  return { id, handle, name: t(`${id}.name`), place: t(`${id}.place`), text: t(`${id}.text`), variants: variants(name, rows) };
}

export const products = [
  product('basket', 'bamboo-basket', [
    ['natural-s', 4200, 'basket-natural', colour('natural')],
    ['natural-l', 6450, 'basket-natural', colour('natural')],
    ['smoked-s', 4800, 'basket-smoked', colour('smoked')],
    ['smoked-l', 7125, 'basket-smoked', colour('smoked')],
  ]),
  product('furoshiki', 'furoshiki-cloth', [
    ['indigo-50', 1999, 'furoshiki-indigo', colour('indigo')],
    ['indigo-70', 2749, 'furoshiki-indigo', colour('indigo')],
    ['persimmon-50', 1999, 'furoshiki-persimmon', colour('persimmon')],
    ['persimmon-70', 2749, 'furoshiki-persimmon', colour('persimmon')],
    ['matcha-50', 1999, 'furoshiki-matcha', colour('matcha')],
  ]),
  product('tray', 'tray-12-round', [
    ['walnut', 3450, 'tray-walnut', colour('walnut')],
    ['black', 3995, 'tray-black', colour('black')],
  ]),
  product('dripper', 'stoneware-dripper', [
    ['sand', 4800, 'dripper-sand', colour('sand')],
    ['charcoal', 4800, 'dripper-charcoal', colour('charcoal')],
  ]),
  product('tenugui', 'tenugui-towel', [
    ['indigo', 995, 'tenugui-indigo', colour('indigo')],
    ['vermilion', 995, 'tenugui-vermilion', colour('vermilion')],
  ]),
  product('donabe', 'donabe', [
    ['small', 8900, 'donabe'],
    ['medium', 11950, 'donabe'],
    ['large', 15900, 'donabe', soldOut],
  ]),
  product('caddy', 'tea-caddy', [
    ['cherry', 5635, 'caddy-cherry-bark', colour('cherry')],
    ['copper', 7290, 'caddy-copper', colour('copper')],
  ]),
  product('tabi', 'tabi-socks', [
    ['navy-36', 1490, 'tabi-navy', colour('navy')],
    ['navy-39', 1490, 'tabi-navy', colour('navy')],
    ['navy-42', 1490, 'tabi-navy', colour('navy')],
    ['oat-36', 1490, 'tabi-oat', colour('oat')],
    ['oat-39', 1490, 'tabi-oat', colour('oat')],
    ['oat-42', 1490, 'tabi-oat', { ...colour('oat'), ...soldOut }],
  ]),
  product('incense', 'incense', [['40', 1230, 'incense']]),
  product('ribbon', 'cotton-ribbon', [
    ['red', 20, 'ribbon-red', colour('red')],
    ['white', 20, 'ribbon-white', colour('white')],
    ['navy', 20, 'ribbon-navy', colour('navy')],
  ]),
  product('bag', 'paper-bag', [['one', 10, 'paper-bag']]),
  product('sample', 'matcha-sample', [['2g', 0, 'sachet']]),
];

const itemsByVariant = new Map(products.flatMap((product) =>
  product.variants.map((variant) => [variant.id, { product, variant }])));

export function findProduct(handle) {
  return products.find((product) => product.handle === handle);
}

/** `{ product, variant }`, or undefined for a variant that the catalogue doesn't know. */
export function findItem(variantId) {
  return itemsByVariant.get(variantId);
}
