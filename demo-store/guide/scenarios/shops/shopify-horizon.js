// A theme of 2026: it says by standard events what it shows and changes.

const view = { open: '/products/furoshiki', expect: { product_viewed: { product_name: 'Furoshiki Cloth', price: 18.99 } } };
const add = { press: 'Add to cart', expect: { cart_updated: { total_value: 18.99, products: [{ quantity: 1 }] } } };

export default [
  { id: 'quick-view', title: 'A product is looked at in the quick view', steps: [{ open: '/' }, { press: 'Quick view', in: 'Donabe', expect: { product_viewed: {} } }] },
  { id: 'add', title: 'One is put into the cart', steps: [view, add] },
  { id: 'remove', title: 'The cart is emptied again', steps: [view, add, { follow: 'Remove', expect: { cart_emptied: {} } }] },
  { id: 'checkout', title: 'The checkout starts', steps: [view, add, { press: 'Check out', expect: { checkout_started: { total_value: 18.99 } } }] },
];
