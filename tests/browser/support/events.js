// Events as a page posts them, for tests of what the collector's own pages show: no page has to say them first.

import { randomUUID } from 'node:crypto';

/** @param {string} name without `ecommerce.` @param {object} [properties] @param {object} [changes] of the event itself */
export const eventOf = (name, properties = {}, changes = {}) => ({
  event_id: randomUUID(), name: `ecommerce.${name}`, time: new Date().toISOString(), anonymous_id: 'browser-1', ...changes,
  properties: {
    cart_id: 'cart-1', total_value: 19.99, currency: 'EUR', source: 'https://shop.example',
    products: [{ product_id: 'p-1', product_name: 'Furoshiki', variant_id: 'v-1', quantity: 1, price: 19.99 }], ...properties,
  },
});

export async function post(collector, events, more = {}) {
  const response = await fetch(`${collector.url}/v1/events`, { method: 'POST', body: JSON.stringify({ write_key: 'pk_demo', events, ...more }) });
  return (await response.json()).results;
}
