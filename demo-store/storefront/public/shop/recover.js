// The way back from a message: its link leads here with a token, for which the collector says what the cart held. The cart is
// filled again and keeps its id, so that the order is known as won back.

import { restoreCart } from './cart.js';

const NAME = 'kago_recover';

/** Fills the cart if the page's address asks for it. What can't be brought back leaves it as it is. */
export async function recover(collector) {
  const address = new URL(location.href);
  const token = address.searchParams.get(NAME);
  if (!token) return;
  address.searchParams.delete(NAME);
  history.replaceState(history.state, '', address);
  const response = await fetch(new URL('/v1/recover', collector), { method: 'POST', body: token });
  if (!response.ok) return;
  const { cart_id: id, products } = await response.json();
  restoreCart(id, products.map(({ variant_id: variantId, quantity }) => ({ variantId, quantity })));
}
