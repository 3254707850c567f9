// Shoppers as a shop has them: many at once, each with a cart of their own that grows, of whom one in three buys.

import { randomUUID } from 'node:crypto';

/** As the SDK makes them, version 7: those of one time stand beside each other in an index. */
function newId(ms) {
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}

const AT_ONCE = 400;
/** Who comes back is one of so many. */
const USERS = 1_000_000;
const VIEWED = ['product_viewed', (visit) => `"product_id":"88${visit.step}","product_name":"Mug","variant_id":"88${visit.step}-blue","price":20`];
const UPDATED = ['cart_updated', contentOf];
const LEFT = [VIEWED, UPDATED, UPDATED, VIEWED, UPDATED, UPDATED, UPDATED, UPDATED,
  ['checkout_started', (visit) => `"checkout_id":"k${visit.id}",${contentOf(visit)}`]];
const BOUGHT = [...LEFT, ['order_placed', (visit) => `"order_id":"o${visit.id}",${contentOf(visit)}`]];

function contentOf({ id, step }) {
  const lines = Array.from({ length: 1 + step % 3 }, (_, n) =>
    `{"product_id":"${880 + n}","product_name":"Mug, hand-made, blue","variant_id":"${880 + n}-blue","quantity":${step},"price":20,"image_url":"https://shop.example/cdn/${880 + n}.jpg"}`);
  return `"cart_id":"c${id}","total_value":${20 * step * lines.length},"products":[${lines.join()}]`;
}

/**
 * Carts and users have ids as platforms give them, of no order: each is found on another page of an index.
 * @param {() => number} now
 * @returns {{ events: (count: number) => string[], request: (events: number) => string }} texts of events that were never sent
 *   before, and bodies as a page sends them
 */
export function createShoppers(now = Date.now) {
  let visits = 0;
  const begin = () => ({ id: randomUUID(), browser: newId(now()), user: Math.floor(Math.random() * USERS), step: 0, plan: visits++ % 3 === 0 ? BOUGHT : LEFT });
  // They don't begin at the same time.
  const present = Array.from({ length: AT_ONCE }, (_, n) => ({ ...begin(), step: n % LEFT.length }));
  let next = 0;

  function nextEvent() {
    const place = next++ % AT_ONCE;
    const visit = present[place];
    const [name, propertiesOf] = visit.plan[visit.step++];
    const user = visit.step > 5 ? `,"user_id":"u${visit.user}"` : '';
    if (visit.step === visit.plan.length) present[place] = begin();
    return `{"event_id":"${newId(now())}","name":"ecommerce.${name}","time":"${new Date(now()).toISOString()}","anonymous_id":"${visit.browser}"${user},` +
      `"properties":{"currency":"EUR","source":"https://shop.example",${propertiesOf(visit)}}}`;
  }

  const events = (count) => Array.from({ length: count }, nextEvent);
  return { events, request: (count) => `{"write_key":"pk_demo","sent_at":"${new Date(now()).toISOString()}","events":[${events(count).join()}]}` };
}
