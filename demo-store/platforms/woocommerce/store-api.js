// The Store API's routes: under /wp-json/, or behind `?rest_route=` in shops without pretty permalinks.
// Writes need the nonce; each reply has the cart's token in a header, which opens the cart to its bearer.

import { answering } from '../stand-in.js';
import { add, setQuantity, storeApiCart } from './cart.js';

export const NONCE = 'private-nonce';
export const CART_TOKEN = 'private-cart-token';

/** Status and body for a request to the API. */
export async function answer(session, base, { method, route, nonce, body }) {
  await answering();
  if (method === 'GET' && route === '/wc/store/v1/cart') return [200, storeApiCart(session, base)];
  if (method !== 'POST') return refusal('rest_no_route', 'No route was found.', 404);
  if (route === '/wc/store/v1/batch') return [207, { responses: body.requests.map((one) => part(session, base, one)) }];
  if (nonce !== NONCE) return refusal('woocommerce_rest_missing_nonce', 'Missing the Nonce header.', 401);
  return write(session, base, route, body);
}

function part(session, base, { path, headers, body }) {
  const [status, reply] = headers?.Nonce === NONCE ? write(session, base, path, body) : refusal('woocommerce_rest_missing_nonce', '', 401);
  return { body: reply, status, headers: { Nonce: NONCE, 'Cart-Token': CART_TOKEN } };
}

function write(session, base, route, body) {
  const writes = {
    '/wc/store/v1/cart/add-item': () => add(session, Number(body.id), Number(body.quantity)),
    '/wc/store/v1/cart/update-item': () => setQuantity(session, body.key, Number(body.quantity)),
    '/wc/store/v1/cart/remove-item': () => setQuantity(session, body.key, 0),
  };
  if (!writes[route]) return refusal('rest_no_route', 'No route was found.', 404);
  const message = writes[route]();
  if (!message) return [route.endsWith('add-item') ? 201 : 200, storeApiCart(session, base)];
  return message.includes('exist')
    ? refusal('woocommerce_rest_cart_invalid_key', message, 409, { cart: storeApiCart(session, base) })
    : refusal('woocommerce_rest_product_partially_out_of_stock', message, 400);
}

const refusal = (code, message, status, data = {}) => [status, { code, message, data: { status, ...data } }];
