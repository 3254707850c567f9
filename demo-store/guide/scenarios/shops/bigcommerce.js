// A Stencil theme with BODL, which tells of the order too.

const view = { open: '/sencha/', expect: { product_viewed: { product_name: 'Sencha 100 g', price: 14.5, currency: 'EUR' } } };
const add = { press: 'Add to Cart', expect: { cart_updated: { total_value: 14.5, products: [{ quantity: 1 }] } } };
const checkout = { open: '/checkout', expect: { checkout_started: { total_value: 14.5 } } };
const order = { press: 'Place Order', expect: { order_placed: { total_value: 19.4, shipping: 4.9 } } };

export default [
  { id: 'change', title: 'One is put into the cart, then another', steps: [
    view, add, { open: '/cart.php' }, { press: '+', expect: { cart_updated: { total_value: 29, products: [{ quantity: 2 }] } } },
  ] },
  { id: 'remove', title: 'The cart is emptied again', steps: [view, add, { open: '/cart.php' }, { press: 'Remove', expect: { cart_emptied: {} } }] },
  { id: 'order', title: 'An order is placed, and its page loaded again', about: 'The page that thanks says nothing new when it is loaded again.', steps: [view, add, checkout, order, { reload: true }] },
  { id: 'declined', title: 'Who declines is not counted', steps: [{ open: '/' }, { decline: true }, { press: 'Quick view', in: 'Sencha' }] },
];
