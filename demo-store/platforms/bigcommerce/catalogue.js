// What the stand-in sells. Amounts in EUR, tax included. `variants` beyond the first are chosen by the
// product's option; `stock` is what may be bought of it at most; `parts` come along with a bundle.

export const CURRENCY = { name: 'Euro', code: 'EUR', symbol: '€', decimalPlaces: 2 };
export const OPTION = { id: 7, name: 'Colour' };

export const PRODUCTS = [
  {
    id: 230, slug: 'mug', name: 'Mug', price: 22, hue: 205, text: 'Wheel-thrown, holds 300 ml.',
    variants: [
      { id: 193, sku: 'MUG-BLU', value: 'Blue', valueId: 70 },
      { id: 194, sku: 'MUG-WHT', value: 'White', valueId: 71, price: 24 },
    ],
  },
  {
    id: 111, slug: 'sencha', name: 'Sencha 100 g', price: 14.5, hue: 95, text: 'First flush, from Uji.',
    variants: [{ id: 402, sku: 'TEA-SEN' }],
  },
  {
    id: 250, slug: 'teapot', name: 'Teapot "Kyusu"', price: 64, hue: 18, text: 'Two left.', stock: 2,
    variants: [{ id: 510, sku: 'KYUSU' }],
  },
  {
    id: 300, slug: 'tea-set', name: 'Tea set for two', price: 59, hue: 280, text: 'A mug each, and the tea.', parts: [111],
    variants: [{ id: 500, sku: 'SET-2' }],
  },
  {
    id: 240, slug: 'course', name: 'Tea course (PDF)', price: 5.1, hue: 48, text: 'To read at once.', digital: true,
    variants: [{ id: 201, sku: '' }],
  },
];

export const productById = (id) => PRODUCTS.find((product) => product.id === Number(id));
export const productBySlug = (slug) => PRODUCTS.find((product) => product.slug === slug);
export const variantOf = (product, valueId) =>
  product.variants.find((variant) => variant.valueId === Number(valueId)) ?? product.variants[0];
export const priceOf = (product, variant) => variant.price ?? product.price;

/** As `BCData.product_attributes` and the answer of `/remote/v1/product-attributes/` have them. */
export function pricesOf(product, variant) {
  const value = priceOf(product, variant);
  return { with_tax: { formatted: `€${value.toFixed(2)}`, value, currency: CURRENCY.code }, tax_label: 'VAT' };
}
