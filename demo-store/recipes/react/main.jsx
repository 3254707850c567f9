// A single-page shop in React: products, a cart, a checkout, an order.

import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';

import { useCart, useKago, useProductViewed } from './kago.js';
import { Link, RouterProvider, useRouter, useRoutes } from './router.js';

const PRODUCTS = ['bowl', 'mug', 'tray'].map((id, i) => ({
  product_id: id, variant_id: `${id}-1`, product_name: `A ${id}`, price: 10 + i, product_url: `${location.origin}/products/${id}`,
}));

function Product({ id, add }) {
  const product = PRODUCTS.find(({ product_id }) => product_id === id);
  const [shown, setShown] = useState(0);
  useProductViewed(product);
  return <>
    <h1>{product.product_name}</h1>
    <button onClick={() => setShown(shown + 1)}>Look closer ({shown})</button>
    <button onClick={() => add(product)}>Add to cart</button>
  </>;
}

function Cart({ products, set }) {
  const kago = useKago();
  const { go } = useRouter();
  const checkOut = () => {
    kago.checkoutStarted({ checkout_id: 'checkout-1', products });
    go('/checkout');
  };
  const change = (line, by) => set(products.map((one) => (one === line ? { ...one, quantity: one.quantity + by } : one)).filter(({ quantity }) => quantity > 0));
  return <>
    <h1>Cart</h1>
    {products.map((line) => <p key={line.variant_id}>
      {line.product_name} <output>{line.quantity}</output>
      <button onClick={() => change(line, 1)}>One more</button>
      <button onClick={() => change(line, -1)}>One less</button>
    </p>)}
    <button onClick={checkOut}>Check out</button>
  </>;
}

function Checkout({ products, set }) {
  const kago = useKago();
  const { go } = useRouter();
  const order = () => {
    kago.orderPlaced({ order_id: 'order-1', products });
    set([]);
    go('/thanks');
  };
  return <><h1>Checkout</h1><button onClick={order}>Place order</button></>;
}

function App() {
  const routes = useRoutes();
  const [products, set] = useState([]);
  useCart(products);
  const add = (product) => {
    const line = products.find(({ variant_id }) => variant_id === product.variant_id);
    set([...products.filter((one) => one !== line), { ...product, quantity: (line?.quantity ?? 0) + 1 }]);
  };
  const [, page, id] = routes.path.split('/');
  return <RouterProvider value={routes}>
    <nav>{PRODUCTS.map(({ product_id }) => <Link key={product_id} to={`/products/${product_id}`}>{product_id} </Link>)}<Link to="/cart">cart</Link></nav>
    <main>{page === 'products' && <Product id={id} add={add} />}
    {page === 'cart' && <Cart products={products} set={set} />}
    {page === 'checkout' && <Checkout products={products} set={set} />}
    {page === 'thanks' && <h1>Thank you</h1>}</main>
  </RouterProvider>;
}

window.kago = useKago(); // for the console of whoever tries it
createRoot(document.querySelector('#root')).render(<StrictMode><App /></StrictMode>);
