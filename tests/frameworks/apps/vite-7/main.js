import { createKago } from 'kago';

const kago = createKago(window.OPTIONS);
const product = { product_id: 'mug', product_name: 'A mug', variant_id: 'mug', price: 20 };
document.querySelector('button').onclick = () => kago.cartUpdated({ products: [{ ...product, quantity: 1 }] });
kago.productViewed(product, { once: true });
