// What the shop with JSON-LD sells, and how its pages tell search engines of it.

export const CATALOGUE = [
  { id: '501', handle: 'teapot', name: 'Teapot', variants: [{ id: '1', title: 'Grey', price: '80.00' }] },
  {
    id: '502',
    handle: 'cup',
    name: 'Cup &amp; saucer',
    variants: [{ id: '21', title: 'White', price: '14.00' }, { id: '22', title: 'Blue', price: '16.00' }],
  },
  { id: '503', handle: 'tray', name: 'Tray', variants: [{ id: '3', title: 'Oak', price: '35.50' }] },
];

export const productOf = (handle) => CATALOGUE.find((product) => product.handle === handle);

const offerOf = (product, base) => ({ id, price }) => ({
  '@type': 'Offer', price, priceCurrency: 'EUR', availability: 'https://schema.org/InStock',
  url: `${base}/${product.handle}?variant=${id}`,
});

export function jsonLdOf(product, base) {
  return {
    '@context': 'https://schema.org', '@type': 'Product', name: product.name, productID: product.id,
    url: `${base}/${product.handle}`, image: [`/img/${product.handle}.jpg`],
    offers: product.variants.map(offerOf(product, base)),
    review: [{ '@type': 'Review', author: { '@type': 'Person', name: 'private reviewer' } }],
  };
}
