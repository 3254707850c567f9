// Whatever the shop runs on: its dataLayer is listened to.

const view = { open: '/products/kaze-mug', expect: { product_viewed: { price: 20, currency: 'EUR' } } };
const add = { press: 'Add to cart', expect: { cart_updated: { total_value: 20, products: [{ quantity: 1 }] } } };

export default [
  { id: 'change', title: 'One is put into the cart, then another', steps: [
    view, add, { open: '/cart' }, { press: '+', expect: { cart_updated: { total_value: 40, products: [{ quantity: 2 }] } } },
  ] },
  { id: 'remove', title: 'The cart is emptied again', steps: [view, add, { open: '/cart' }, { press: 'Remove', expect: { cart_emptied: {} } }] },
  { id: 'order', title: 'An order is placed, its page loaded again, and all of it returned', about: 'The dataLayer says the purchase again at each load; it counts once.', steps: [
    view, add, { open: '/checkout', expect: { checkout_started: { total_value: 20 } } }, { press: 'Place the order', expect: { order_placed: {} } }, { reload: true },
    { follow: 'Return all of it', expect: { order_refunded: {} } },
  ] },
  { id: 'declined', title: 'Who declines is not counted from then on', steps: [view, { decline: true }, { press: 'Add to cart' }] },
];
