// The process of rendering.js: one message at a time; carts it asks for.

import { render } from './liquid.js';

let onCart = null;

const cartOf = (id) => new Promise((resolve) => {
  onCart = resolve;
  process.send({ wants: id });
});

process.on('message', async ({ template, context, cart }) => {
  if (template === undefined) onCart(cart);
  else process.send(await render(template, context, cartOf));
});
process.on('disconnect', () => process.exit());
process.send({ isReady: true });
