// Valid calls for the test pages (a classic script; its names are the page's). Each takes changes, so
// that a test shows only what it is about. `metadata.n` tells events apart in the database.

const line = (changes = {}) => ({
  product_id: 'p-furoshiki', product_name: 'Furoshiki Wrapping Cloth', variant_id: 'furoshiki-indigo-50',
  quantity: 3, price: 19.99, ...changes,
});

const view = (n, changes = {}) => {
  const { quantity: _quantity, ...product } = line();
  return { ...product, metadata: { n }, ...changes };
};

const cart = (n, changes = {}) => ({ products: [line()], metadata: { n }, ...changes });

const checkout = (n, changes = {}) => ({ checkout_id: `chk-${n}`, ...cart(n), ...changes });

const order = (n, changes = {}) => ({ order_id: `ord-${n}`, ...cart(n), ...changes });
