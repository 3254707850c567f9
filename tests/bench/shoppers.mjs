// Shoppers as a shop has them: many at once, each with a cart of their own that grows, and one in each visit that buys.

import { randomUUID } from 'node:crypto';

/** As the SDK makes them, version 7: those of one time stand beside each other in an index. */
function eventId() {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

const AT_ONCE = 400;
const VIEWED = ['product_viewed', (visit) => `"product_id":"88${visit.step}","product_name":"Mug","variant_id":"88${visit.step}-blue","price":20`];
const UPDATED = ['cart_updated', contentOf];
const VISIT = [VIEWED, UPDATED, UPDATED, VIEWED, UPDATED, UPDATED, UPDATED, UPDATED,
  ['checkout_started', (visit) => `"checkout_id":"k${visit.id}",${contentOf(visit)}`],
  ['order_placed', (visit) => `"order_id":"o${visit.id}",${contentOf(visit)}`]];

function contentOf({ id, step }) {
  const lines = Array.from({ length: 1 + step % 3 }, (_, n) =>
    `{"product_id":"${880 + n}","product_name":"Mug, hand-made, blue","variant_id":"${880 + n}-blue","quantity":${step},"price":20,"image_url":"https://shop.example/cdn/${880 + n}.jpg"}`);
  return `"cart_id":"c${id}","total_value":${20 * step * lines.length},"products":[${lines.join()}]`;
}

/** @returns {{ request: (events: number) => string }} bodies as a page sends them, of events that were never sent before */
export function createShoppers() {
  const run = randomUUID().slice(0, 8);
  let visits = 0;
  const begin = () => ({ id: `${run}-${visits++}`, step: 0 });
  // They don't begin at the same time.
  const present = Array.from({ length: AT_ONCE }, (_, n) => ({ ...begin(), step: n % VISIT.length }));
  let next = 0;

  function nextEvent() {
    const place = next++ % AT_ONCE;
    const visit = present[place];
    const [name, propertiesOf] = VISIT[visit.step++];
    const user = visit.step > 5 ? `,"user_id":"u${visit.id}"` : '';
    if (visit.step === VISIT.length) present[place] = begin();
    return `{"event_id":"${eventId()}","name":"ecommerce.${name}","time":"${new Date().toISOString()}","anonymous_id":"a${visit.id}"${user},` +
      `"properties":{"currency":"EUR","source":"https://shop.example",${propertiesOf(visit)}}}`;
  }

  return {
    request: (events) => `{"write_key":"pk_demo","sent_at":"${new Date().toISOString()}","events":[${Array.from({ length: events }, nextEvent).join()}]}`,
  };
}
