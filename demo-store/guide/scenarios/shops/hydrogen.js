// The recipe for the Storefront API: its cart is taken as it stands, a refused add is none.

const view = { open: '/products/bowl', expect: { product_viewed: { price: 10.5 } } };
const add = { press: 'Add to cart', expect: { cart_updated: { total_value: 10.5, products: [{ quantity: 1 }] } } };
const more = (quantity) => ({ press: 'One more', expect: { cart_updated: { products: [{ quantity }] } } });

export default [
  { id: 'refused', title: 'What the shop refuses is not said', about: 'It has three of each.', steps: [view, add, more(2), more(3), { press: 'One more' }] },
  { id: 'remove', title: 'The cart is emptied again', steps: [view, add, { press: 'Remove', expect: { cart_emptied: {} } }] },
  { id: 'checkout', title: 'The checkout starts, on a page of another host', steps: [view, add, { follow: 'Check out', expect: { checkout_started: { total_value: 10.5 } } }] },
];
