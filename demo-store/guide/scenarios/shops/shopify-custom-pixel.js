// A custom pixel alone: checkouts and orders are all it says.

export default [
  { id: 'order', title: 'A checkout and its order', steps: [
    { open: '/products/furoshiki' }, { press: 'Add to cart' }, { press: 'Check out', expect: { checkout_started: { products: [{ quantity: 1 }] } } },
    { press: 'Pay now', expect: { order_placed: { currency: 'EUR' } } }, { reload: true },
  ] },
];
