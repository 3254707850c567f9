// A block theme: its cart is changed by the Store API.

const add = { follow: 'Add to cart', in: 'Mug', say: 'Press “Add to cart” at the mug', expect: { cart_updated: { total_value: 24.9, products: [{ quantity: 1 }] } } };

export default [
  { id: 'view', title: 'A product is looked at', steps: [{ open: '/product/mug/', expect: { product_viewed: { product_name: 'Mug', price: 20 } } }] },
  { id: 'change', title: 'One is put into the cart, then another', steps: [
    { open: '/' }, add, { press: 'Open cart' }, { press: '+', expect: { cart_updated: { total_value: 44.9, products: [{ quantity: 2 }] } } },
  ] },
  { id: 'remove', title: 'The cart is emptied again', steps: [{ open: '/' }, add, { press: 'Open cart' }, { press: 'Remove', expect: { cart_emptied: {} } }] },
];
