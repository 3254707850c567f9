// A classic theme: jQuery, forms, wc-ajax. The page after the order names it.

const view = { open: '/product/mug/', expect: { product_viewed: { product_name: 'Mug', price: 20, currency: 'EUR' } } };
const add = { press: 'Add to cart', expect: { cart_updated: { total_value: 24.9, products: [{ quantity: 1 }] } } };

export default [
  { id: 'list', title: 'The list’s own button puts one into the cart', steps: [
    { open: '/' }, { follow: 'Add to cart', in: 'Mug', say: 'Press “Add to cart” at the mug', expect: { cart_updated: { total_value: 24.9 } } },
  ] },
  { id: 'change', title: 'The cart’s page changes a quantity', steps: [
    view, add, { open: '/cart/' }, { fill: 'Product quantity', with: '3' }, { press: 'Update cart', expect: { cart_updated: { total_value: 64.9, products: [{ quantity: 3 }] } } },
  ] },
  { id: 'order', title: 'An order is placed, and its page loaded again', about: 'The page that thanks says nothing new when it is loaded again.', steps: [
    view, add, { open: '/checkout/', expect: { checkout_started: { total_value: 24.9 } } }, { press: 'Place order', expect: { order_placed: { total_value: 24.9 } } }, { reload: true },
  ] },
  { id: 'declined', title: 'Who declines is not counted', steps: [{ open: '/' }, { decline: true }, { follow: 'Add to cart', in: 'Mug', say: 'Press “Add to cart” at the mug' }] },
];
