// The recipe for React: effects run twice in StrictMode, and say it once.

const view = { open: '/products/bowl', expect: { product_viewed: { product_id: 'bowl', price: 10 } } };
const add = { press: 'Add to cart', expect: { cart_updated: { total_value: 10, products: [{ quantity: 1 }] } } };

export default [
  { id: 'views', title: 'Each product counts once it is shown', steps: [view, { press: 'Look closer' }, { follow: 'mug', expect: { product_viewed: { product_id: 'mug' } } }] },
  { id: 'remove', title: 'The cart is emptied again', steps: [view, add, { follow: 'cart' }, { press: 'One less', expect: { cart_emptied: {} } }] },
  { id: 'order', title: 'An order is placed', steps: [
    view, add, { follow: 'cart' }, { press: 'Check out', expect: { checkout_started: { total_value: 10 } } }, { press: 'Place order', expect: { order_placed: { order_id: 'order-1' } } },
  ] },
];
