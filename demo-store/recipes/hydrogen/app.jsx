// A storefront that is rendered on the server first, with its data, and goes on in the browser.

import { startTransition, useEffect, useState } from 'react';

import { graphql } from './graphql.js';
import { useCart, useCheckout, useProductViewed } from './kago.js';

function Product({ product, add }) {
  const [variant] = product.variants.nodes;
  useProductViewed(product, variant);
  return <>
    <h1>{product.title}</h1>
    <p>{variant.price.amount} {variant.price.currencyCode}</p>
    <button onClick={() => add(variant.id)}>Add to cart</button>
  </>;
}

function Cart({ cart, change }) {
  const startCheckout = useCheckout();
  return <section aria-label="Cart">
    {cart.lines.nodes.map(({ id, quantity, merchandise }) => <p key={id}>
      {merchandise.product.title} <output>{quantity}</output>
      <button onClick={() => change(id, quantity + 1)}>One more</button>
      <button onClick={() => change(id, 0)}>Remove</button>
    </p>)}
    {cart.totalQuantity > 0 && <a href={cart.checkoutUrl} onClick={() => startCheckout(cart)}>Check out</a>}
  </section>;
}

/** `data`: what the server's loader found for the address; later moves load in the browser. */
export function App({ data }) {
  const [product, setProduct] = useState(data.product);
  const [cart, setCart] = useState(null);
  useCart(cart);
  const show = async () => {
    const { product } = await graphql('product', { handle: location.pathname.split('/').pop() });
    startTransition(() => setProduct(product));
  };
  useEffect(() => {
    addEventListener('popstate', show);
    return () => removeEventListener('popstate', show);
  }, []);
  const follow = (event) => {
    event.preventDefault();
    history.pushState(null, '', event.target.href);
    show();
  };
  const add = async (merchandiseId) => {
    const { cart: next } = cart
      ? await graphql('cartLinesAdd', { cartId: cart.id, lines: [{ merchandiseId, quantity: 1 }] })
      : await graphql('cartCreate', { lines: [{ merchandiseId, quantity: 1 }] });
    if (next) setCart(next); // null with `userErrors`: the shop refused, and nothing has changed
  };
  const change = async (id, quantity) => {
    const { cart: next } = await graphql('cartLinesUpdate', { cartId: cart.id, lines: [{ id, quantity }] });
    if (next) setCart(next);
  };
  return <>
    <nav>{data.handles.map((handle) => <a key={handle} href={`/products/${handle}`} onClick={follow}>{handle} </a>)}</nav>
    <main><Product product={product} add={add} />
      {cart && <Cart cart={cart} change={change} />}</main>
  </>;
}
