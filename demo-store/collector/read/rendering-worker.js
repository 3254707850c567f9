// The thread of rendering.js: one message at a time; carts it asks for.

import { parentPort } from 'node:worker_threads';
import { render } from './liquid.js';

let onCart = null;

const cartOf = (id) => new Promise((resolve) => {
  onCart = resolve;
  parentPort.postMessage({ wants: id });
});

parentPort.on('message', async ({ template, context, cart }) => {
  if (template === undefined) onCart(cart);
  else parentPort.postMessage(await render(template, context, cartOf));
});
parentPort.postMessage({ isReady: true });
