// Events with one fault each, for testers who want to see how Kago refuses them.

const RIGHT = {
  product_id: 'p-broken', product_name: 'Broken on purpose', variant_id: 'broken-one',
  price: 19.99, image_url: `${location.origin}/images/paper-bag.svg`, product_url: `${location.origin}/`,
};
const { product_name: _left, ...WITHOUT_NAME } = RIGHT;

export const brokenEvents = [
  { id: 'negative-price', label: 'Negative price', fields: { ...RIGHT, price: -19.99 } },
  { id: 'missing-name', label: 'Missing name', fields: WITHOUT_NAME },
  { id: 'text-price', label: 'Price “1.234,56”', fields: { ...RIGHT, price: '1.234,56' } },
];
