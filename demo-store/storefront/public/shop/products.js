// The catalogue, for the pages and for the server. The names and prices hold real-life traps on
// purpose (quote, accents, angle brackets, a very long title, 0.10, 0.00): keep them. None has letters that a tester's
// machine may have no font for.
// Prices are euro cents here, and whole minor units of the shop's currency throughout the shop, so that sums are exact.

import { currency, minorOf } from './currency.js';

const SWATCH = {
  natural: '#cfa468', smoked: '#75573c', indigo: '#35507a', persimmon: '#d0693a', matcha: '#7f9455',
  walnut: '#8a5a34', black: '#2b2622', vermilion: '#c4492d', sand: '#dccbb0', charcoal: '#55534f',
  cherry: '#7c3f33', copper: '#c07a4c', navy: '#34466b', oat: '#e0d3bb', red: '#bf3f34', white: '#faf7f0',
};

/** [id, label, cents, picture, extras] */
function variants(prefix, rows) {
  return rows.map(([id, label, cents, picture, extras = {}]) => ({
    id: `${prefix}-${id}`,
    sku: `MDB-${prefix}-${id}`.toUpperCase(),
    label,
    minor: minorOf(cents),
    currency,
    image: `/images/${picture}.svg`,
    available: true,
    ...extras,
  }));
}

const colour = (name) => ({ swatch: SWATCH[name] });
const soldOut = { available: false };

export const products = [
  {
    id: 'p-basket', handle: 'bamboo-basket', name: 'Kago Bamboo Basket, Ø 30 cm', madeIn: 'Beppu',
    text: 'Split, soaked and woven by hand from madake bamboo. For bread, for fruit, for the walk to the market.',
    variants: variants('basket', [
      ['natural-s', 'Natural, small', 4200, 'basket-natural', colour('natural')],
      ['natural-l', 'Natural, large', 6450, 'basket-natural', colour('natural')],
      ['smoked-s', 'Smoked, small', 4800, 'basket-smoked', colour('smoked')],
      ['smoked-l', 'Smoked, large', 7125, 'basket-smoked', colour('smoked')],
    ]),
  },
  {
    id: 'p-furoshiki', handle: 'furoshiki-cloth', name: 'Furoshiki Wrapping Cloth', madeIn: 'Kyoto',
    text: 'One square of cotton that is a bag, a gift wrap or a tablecloth, depending on the knot.',
    variants: variants('furoshiki', [
      ['indigo-50', 'Indigo, 50 cm', 1999, 'furoshiki-indigo', colour('indigo')],
      ['indigo-70', 'Indigo, 70 cm', 2749, 'furoshiki-indigo', colour('indigo')],
      ['persimmon-50', 'Persimmon, 50 cm', 1999, 'furoshiki-persimmon', colour('persimmon')],
      ['persimmon-70', 'Persimmon, 70 cm', 2749, 'furoshiki-persimmon', colour('persimmon')],
      ['matcha-50', 'Matcha, 50 cm', 1999, 'furoshiki-matcha', colour('matcha')],
    ]),
  },
  {
    id: 'p-tray', handle: 'tray-12-round', name: 'Tray 12" Round', madeIn: 'Yamanaka',
    text: 'Turned from a single board, thin at the edge and steady in the hand. Wiped lacquer keeps tea out of the grain.',
    variants: variants('tray', [
      ['walnut', 'Walnut', 3450, 'tray-walnut', colour('walnut')],
      ['black', 'Black lacquer', 3995, 'tray-black', colour('black')],
    ]),
  },
  {
    id: 'p-dripper', handle: 'stoneware-dripper', madeIn: 'Mashiko',
    name: 'Hand-Thrown Stoneware Pour-Over Coffee Dripper with Matching Saucer and Cedar Lid, for One or Two Cups on a Slow Sunday Morning',
    text: 'Thick walls keep the heat while the coffee takes its time. The lid turns over to become a coaster.',
    variants: variants('dripper', [
      ['sand', 'Sand', 4800, 'dripper-sand', colour('sand')],
      ['charcoal', 'Charcoal', 4800, 'dripper-charcoal', colour('charcoal')],
    ]),
  },
  {
    id: 'p-tenugui', handle: 'tenugui-towel', name: 'Tenugui Towel “Seigaiha”', madeIn: 'Sakai',
    text: 'Dyed with poured colour, so that both sides show the waves. The cut edge frays a little, then stops.',
    variants: variants('tenugui', [
      ['indigo', 'Indigo', 995, 'tenugui-indigo', colour('indigo')],
      ['vermilion', 'Vermilion', 995, 'tenugui-vermilion', colour('vermilion')],
    ]),
  },
  {
    id: 'p-donabe', handle: 'donabe', name: 'Donabe Clay Pot', madeIn: 'Iga',
    text: 'A pot of porous clay for rice, soup and everything that should simmer. Goes from the flame to the table.',
    variants: variants('donabe', [
      ['small', 'For one', 8900, 'donabe'],
      ['medium', 'For two or three', 11950, 'donabe'],
      ['large', 'For four or five', 15900, 'donabe', soldOut],
    ]),
  },
  {
    id: 'p-caddy', handle: 'tea-caddy', name: 'Chazutsu Tea Caddy', madeIn: 'Kakunodate',
    text: 'The lid sinks down by its own weight and lets no air in. Holds 100 g of leaves.',
    variants: variants('caddy', [
      ['cherry', 'Cherry bark', 5635, 'caddy-cherry-bark', colour('cherry')],
      ['copper', 'Copper', 7290, 'caddy-copper', colour('copper')],
    ]),
  },
  {
    id: 'p-tabi', handle: 'tabi-socks', name: 'Tabi Socks', madeIn: 'Nara',
    text: 'Split at the toe, seamless at the heel. Organic cotton with a little stretch.',
    variants: variants('tabi', [
      ['navy-36', 'Navy, 36–38', 1490, 'tabi-navy', colour('navy')],
      ['navy-39', 'Navy, 39–41', 1490, 'tabi-navy', colour('navy')],
      ['navy-42', 'Navy, 42–44', 1490, 'tabi-navy', colour('navy')],
      ['oat-36', 'Oat, 36–38', 1490, 'tabi-oat', colour('oat')],
      ['oat-39', 'Oat, 39–41', 1490, 'tabi-oat', colour('oat')],
      ['oat-42', 'Oat, 42–44', 1490, 'tabi-oat', { ...colour('oat'), ...soldOut }],
    ]),
  },
  {
    id: 'p-incense', handle: 'incense', name: 'Incense Hinoki & Cedar <40 sticks>', madeIn: 'Awaji',
    text: 'Wood, resin and nothing else. One stick burns for about twenty-five minutes.',
    variants: variants('incense', [['40', '40 sticks', 1230, 'incense']]),
  },
  {
    id: 'p-ribbon', handle: 'cotton-ribbon', name: 'Cotton Ribbon, 1 m', madeIn: 'Fukui',
    text: 'Narrow, soft and ready to be used a second time.',
    variants: variants('ribbon', [
      ['red', 'Red', 20, 'ribbon-red', colour('red')],
      ['white', 'White', 20, 'ribbon-white', colour('white')],
      ['navy', 'Navy', 20, 'ribbon-navy', colour('navy')],
    ]),
  },
  {
    id: 'p-bag', handle: 'paper-bag', name: 'Paper Bag', madeIn: 'Mino',
    text: 'To carry it all home. Strong enough for a donabe, if you walk slowly.',
    variants: variants('bag', [['one', 'One size', 10, 'paper-bag']]),
  },
  {
    id: 'p-sample', handle: 'matcha-sample', name: "Matcha Sample, Gardener's Choice", madeIn: 'Uji',
    text: 'Two grams of this spring, enough for one bowl. With our regards.',
    variants: variants('sample', [['2g', '2 g sachet', 0, 'sachet']]),
  },
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
