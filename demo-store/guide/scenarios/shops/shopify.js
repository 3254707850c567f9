// Dawn and its relatives: the cart's requests are all there is to see. The order is the Web Pixel's to say.

const view = { open: '/products/furoshiki', expect: { product_viewed: { product_name: 'Furoshiki Cloth', price: 18.99, currency: 'EUR' } } };
const add = { press: 'Add to cart', expect: { cart_updated: { total_value: 18.99, products: [{ quantity: 1 }] } } };

export default [
  { id: 'view', title: 'A product is looked at', steps: [view] },
  { id: 'variant', title: 'Another colour is another product', steps: [view, { choose: 'Matcha', expect: { product_viewed: { product_name: 'Furoshiki Cloth' } } }] },
  { id: 'change', title: 'One is put into the cart, then another', steps: [
    view, add, { press: '+', in: 'Furoshiki', say: 'Press “+” in the cart that has opened', expect: { cart_updated: { total_value: 37.98, products: [{ quantity: 2 }] } } },
  ] },
  { id: 'remove', title: 'The cart is emptied again', steps: [view, add, { follow: 'Remove', expect: { cart_emptied: {} } }] },
  { id: 'checkout', title: 'The checkout starts', steps: [view, add, { press: 'Check out', expect: { checkout_started: { total_value: 18.99 } } }] },
  { id: 'buy-now', title: 'Buy it now leaves the cart alone', steps: [view, { press: 'Buy it now', expect: { checkout_started: { products: [{ quantity: 1 }] } } }] },
  { id: 'declined', title: 'Who declines is not counted', about: 'Shopify’s own consent counts: the buttons are at the foot of the page.', steps: [
    { open: '/' }, { press: 'Decline', say: 'Press “Decline” at the foot of the page' }, { open: '/products/furoshiki' }, { press: 'Add to cart' },
  ] },
];
