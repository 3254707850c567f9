// Luma: the cart is a section of customer data. The page after the order says a number and no more.

const view = { open: '/tea-bowl.html', expect: { product_viewed: { price: 19.99, currency: 'EUR' } } };
const add = { press: 'Add to Cart', expect: { cart_updated: { total_value: 19.99, products: [{ quantity: 1 }] } } };

export default [
  { id: 'change', title: 'One is put into the cart, then another', steps: [
    view, add, { follow: 'Cart', say: 'Press “Cart” in the header' }, { press: '+', expect: { cart_updated: { total_value: 39.98, products: [{ quantity: 2 }] } } },
  ] },
  { id: 'remove', title: 'The cart is emptied again', steps: [view, add, { follow: 'Cart', say: 'Press “Cart” in the header' }, { press: 'Remove', expect: { cart_emptied: {} } }] },
  { id: 'order', title: 'An order is placed, and its page loaded again', about: 'The page that thanks says nothing new when it is loaded again.', steps: [
    view, add, { open: '/checkout', expect: { checkout_started: { total_value: 19.99 } } }, { press: 'Next' }, { press: 'Place Order', expect: { order_placed: {} } }, { reload: true },
  ] },
];
