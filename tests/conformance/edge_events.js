// Events for the tables of edge cases: a plain right one of each sort, and what is changed in it.

import { envelopeOf, EVENTS } from './shapes.js';
import { setMember, toJson } from './json_text.js';

const line = () => ({ product_id: '880', product_name: 'Mug', variant_id: '880-blue', quantity: 2, price: 19.99 });

const samples = {
  text: () => 'text', amount: () => 39.98, currency: () => 'EUR', products: () => [line()],
};

function plainEvent(name) {
  const properties = {};
  for (const [field, kind] of Object.entries(EVENTS[name])) {
    if (samples[kind]) properties[field] = samples[kind]();
  }
  const user = envelopeOf(name).user_id === 'text' ? { user_id: 'u-1' } : {};
  return { event_id: 'e-1', name, time: '2026-11-22T09:15:27.412Z', anonymous_id: 'a-1', ...user, properties };
}

/** Sets the value at a path such as `properties.products.0.price`; `undefined` takes the member away. */
function change(event, path, value) {
  const names = path.split('.');
  const last = names.pop();
  const place = names.reduce((object, name) => object[name], event);
  if (value === undefined) delete place[last];
  else setMember(place, last, value);
}

/** The JSON text of an event of that name with these changes: `{ 'properties.cart_id': '' }`. */
export function eventOf(name, changes = {}) {
  const event = plainEvent(name);
  for (const [path, value] of Object.entries(changes)) change(event, path, value);
  return toJson(event);
}

export const viewed = (field, value) => eventOf('ecommerce.product_viewed', { [`properties.${field}`]: value });
export const cart = (field, value) => eventOf('ecommerce.cart_updated', { [`properties.${field}`]: value });
export const order = (field, value) => eventOf('ecommerce.order_placed', { [`properties.${field}`]: value });
export const identified = (field, value) => eventOf('kago.customer_identified', { [`properties.${field}`]: value });
export const withMetadata = (value) => viewed('metadata', value);
export const lines = (count) => Array.from({ length: count }, line);
export const times = (count, value) => Array(count).fill(value);
export const nested = (levels, inner = 1) => times(levels, 0).reduce((value) => ({ a: value }), inner);
