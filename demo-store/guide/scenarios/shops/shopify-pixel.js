// The theme's tag says the cart, an app pixel the rest, with the same cart's id. The theme tells of no product: that is
// what demo-store/platforms/shopify/ has.

const view = { open: '/products/furoshiki' };
const add = { press: 'Add to cart', expect: { cart_updated: { total_value: 18.99 } } };

export default [
  { id: 'order', title: 'Tag and pixel say one order between them', about: 'Checkout and order come from the pixel’s sandbox, with the cart’s id of the theme.', steps: [
    view, add, { press: 'Check out', expect: { checkout_started: { products: [{ quantity: 1 }] } } }, { press: 'Pay now', expect: { order_placed: { currency: 'EUR' } } }, { reload: true },
  ] },
];
