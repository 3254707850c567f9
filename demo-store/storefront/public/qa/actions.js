// What a tester lets happen at once: a burst of calls, and a cart that was left an hour ago.

import { cartLines } from '/shop/cart.js';
import { newId } from '/shop/ids.js';
import { products } from '/shop/products.js';
import { h } from '/theme/dom.js';
import { cartFields, productFields } from '/theme/tracking.js';
import { currentKago, watchCall } from './watch.js';

const BURST = 1_000;
const HOUR_MS = 3_600_000;

const readout = h('p', { class: 'qa-note', test: 'qa-readout', role: 'status' });

export function actions() {
  return h('div', { class: 'qa-group', role: 'group', 'aria-labelledby': 'qa-actions' },
    h('h2', { id: 'qa-actions' }, 'At once'),
    action('qa-burst', 'Burst of 1,000', burst, 'A thousand views in one tick. 1,000 may wait at most: with others waiting, some are refused, and counted.'),
    action('qa-abandon', 'Abandon this basket an hour ago', abandon,
      'Ends the basket\'s cart and says its lines as a new one whose time lies an hour back. A shopper\'s clock proves nothing, so the '
      + 'collector counts from its receipt: abandoned after its own wait, a minute with npm start.'),
    readout);
}

function action(test, label, act, expect) {
  const onclick = async () => { readout.textContent = currentKago() ? await act(currentKago()) : 'Kago has not loaded.'; };
  return h('p', { class: 'qa-action' },
    h('button', { type: 'button', test, 'aria-describedby': `${test}-expect`, onclick }, label), h('span', { id: `${test}-expect` }, expect));
}

async function burst(kago) {
  readout.textContent = 'Calling…';
  const began = performance.now();
  const items = products.flatMap((product) => product.variants.map((variant) => ({ product, variant })));
  const calls = Array.from({ length: BURST }, (_, i) => kago.productViewed({ ...productFields(items[i % items.length]), metadata: { burst: i + 1 } }));
  const calledMs = performance.now() - began;
  const counts = {};
  for (const { status, reason, violations } of await Promise.all(calls)) {
    const why = reason ?? violations?.[0].code;
    const outcome = why ? `${status} (${why})` : status;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  const outcomes = Object.entries(counts).map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  return `${outcomes}. The calls took ${Math.round(calledMs)} ms, their answers ${Math.round(performance.now() - began)} ms.`;
}

/** Per cart time only rises, so an hour back needs a cart that nothing was said of since. */
async function abandon() {
  const lines = cartLines();
  if (lines.length === 0) return 'The basket is empty: add something first.';
  const time = new Date(Date.now() - HOUR_MS).toISOString();
  const cartId = newId('cart');
  watchCall('cartEmptied', []);
  const { status } = await watchCall('cartUpdated', [{ ...cartFields({ lines, id: cartId }) }, { time }]);
  return `${status}: cart ${cartId}, last changed ${time}.`;
}
