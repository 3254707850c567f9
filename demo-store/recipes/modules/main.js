// Plain modules, no bundler: the package's files are served as they are, and find each other.

import { createKago } from 'kago';

const kago = createKago({ collector: window.ENV.COLLECTOR, writeKey: window.ENV.WRITE_KEY, currency: 'EUR' });
window.kago = kago; // for the console of whoever tries it

const id = location.pathname.split('/').pop();
const product = { product_id: id, variant_id: id, product_name: `A ${id}`, price: 19.99 };
let cart = JSON.parse(localStorage.getItem('cart') ?? '[]');

function change(products) {
  cart = products;
  localStorage.setItem('cart', JSON.stringify(cart));
  if (cart.length > 0) kago.cartUpdated({ products: cart });
  else kago.cartEmptied();
}

document.querySelector('#name').textContent = product.product_name;
document.querySelector('#add').onclick = () => change([...cart.filter((line) => line.product_id !== id), { ...product, quantity: 1 }]);
document.querySelector('#empty').onclick = () => change([]);
kago.productViewed(product, { once: true });
