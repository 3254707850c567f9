// The demo shop, whose own code makes the calls.

const view = { open: '/products/tray-12-round', expect: { product_viewed: { currency: 'EUR' } } };
const add = { press: 'Add to basket', expect: { cart_updated: { products: [{ quantity: 1 }] } } };
const order = [
  view, add, { open: '/checkout', expect: { checkout_started: { products: [{ quantity: 1 }] } } }, { press: 'Place order', expect: { order_placed: { products: [{ quantity: 1 }] } } },
];

export default [
  { id: 'change', title: 'One is put into the basket, then another', steps: [
    view, add, { open: '/cart' }, { press: 'One more', say: 'Press “+”', expect: { cart_updated: { products: [{ quantity: 2 }] } } },
  ] },
  { id: 'remove', title: 'The basket is emptied again', steps: [view, add, { open: '/cart' }, { press: 'Remove', expect: { cart_emptied: {} } }] },
  { id: 'order', title: 'An order is placed, and its page loaded again', about: 'The page that thanks says nothing new when it is loaded again.', steps: [...order, { reload: true }] },
  { id: 'cancel', title: 'An order is cancelled', steps: [...order, { follow: 'View the order' }, { press: 'Cancel the order', expect: { order_cancelled: { products: [{ quantity: 1 }] } } }] },
];
