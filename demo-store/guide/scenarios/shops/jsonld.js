// What product pages tell search engines: products, and no cart.

export default [
  { id: 'view', title: 'A product is looked at', steps: [{ open: '/p/teapot', expect: { product_viewed: { product_name: 'Teapot', price: 80, currency: 'EUR' } } }] },
  { id: 'list', title: 'A list is no product', steps: [{ open: '/list' }] },
  { id: 'app', title: 'In a single-page shop each product counts once it is shown', steps: [
    { open: '/app/teapot', expect: { product_viewed: { product_name: 'Teapot' } } }, { follow: 'Tray', expect: { product_viewed: { product_name: 'Tray', price: 35.5 } } }, { follow: 'About' },
  ] },
];
