// What the stand-in sells. Prices in minor units; names as WordPress writes them.

export const PRODUCTS = [
  { id: 77, slug: 'mug', name: 'Mug', sku: 'MUG-B', price: 2000, text: 'Fired in our own kiln.' },
  { id: 81, slug: 'tea-bowl', name: 'Tea bowl', sku: 'BOWL-1', price: 3450, stock: 3, text: 'Three were made.' },
  { id: 83, slug: 'salt-pepper', name: 'Salt &amp; Pepper&#8217;s tray', sku: 'TRAY-1', price: 1500, text: 'For the two of them.' },
  {
    id: 910, slug: 'linen-shirt', name: 'Linen shirt', sku: 'SHIRT', price: 6900, text: 'Washed twice.',
    variations: [
      { id: 912, colour: 'indigo', sku: 'SHIRT-IN', price: 6900 },
      { id: 915, colour: 'white', sku: 'SHIRT-WH', price: 7200 },
    ],
  },
];

export const productOf = (slug) => PRODUCTS.find((product) => product.slug === slug);

/** What lies in a cart: a product without variations, or one of them. */
export function itemOf(id) {
  for (const product of PRODUCTS) {
    if (product.id === id && !product.variations) return { ...product, type: 'simple', path: `product/${product.slug}/` };
    const variation = product.variations?.find((one) => one.id === id);
    if (variation) {
      return { ...product, ...variation, type: 'variation', path: `product/${product.slug}/?attribute_pa_colour=${variation.colour}` };
    }
  }
  return undefined;
}
