// A shop that has marked its own HTML.

const view = { open: '/products/mug', expect: { product_viewed: { price: 12.5, currency: 'EUR' } } };
const add = { press: 'Add to cart', expect: { cart_updated: { total_value: 12.5, products: [{ quantity: 1 }] } } };

export default [
  { id: 'change', title: 'One is put into the cart, then another', steps: [view, add, { press: '+', expect: { cart_updated: { total_value: 25, products: [{ quantity: 2 }] } } }] },
  { id: 'remove', title: 'The cart is emptied again', steps: [view, add, { press: 'Remove', expect: { cart_emptied: {} } }] },
  { id: 'order', title: 'An order is placed, and its page loaded again', about: 'The page that thanks says nothing new when it is loaded again.', steps: [
    view, add, { press: 'To the checkout', expect: { checkout_started: { total_value: 12.5 } } }, { press: 'Place order', expect: { order_placed: { total_value: 12.5 } } }, { reload: true },
  ] },
];
