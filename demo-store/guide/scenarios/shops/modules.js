// The recipe without a bundler.

const view = { open: '/products/bowl', expect: { product_viewed: { product_id: 'bowl', price: 19.99 } } };
const add = { press: 'Add to cart', expect: { cart_updated: { total_value: 19.99 } } };

export default [
  { id: 'same', title: 'The same cart again is not said', steps: [view, add, { press: 'Add to cart' }] },
  { id: 'empty', title: 'The cart is emptied again', steps: [view, add, { press: 'Empty the cart', expect: { cart_emptied: {} } }] },
];
