// Abandoned carts as API2Cart lists them (seed 001). The schema is what its documentation says of the method
// (api2cart/doc, openapi.json: Model_Response_Order_Abandoned_List), written down again.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { cartUpdated, startCollector } from './support.js';

const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };
const number = { type: 'number' };
const numberOrNull = { type: ['number', 'null'] };
const object = (properties, more = {}) => ({ type: 'object', additionalProperties: false, required: Object.keys(properties), properties, ...more });
const date = object({ value: textOrNull, format: text });
const isRight = new Ajv({ strict: false }).compile(object({
  return_code: { const: 0 }, return_message: text, pagination: object({ previous: textOrNull, next: textOrNull }),
  result: object({ order: { type: 'array', items: object({
    id: text, basket_id: textOrNull, basket_url: textOrNull, created_at: date, modified_at: date,
    currency: object({ id: text, name: textOrNull, iso3: text, symbol_left: text, symbol_right: textOrNull, rate: numberOrNull, avail: {}, default: {} }),
    customer: object({ id: text, email: text, first_name: textOrNull, last_name: textOrNull, phone: textOrNull }),
    totals: object({ total: number, subtotal: number, shipping: number, tax: numberOrNull, discount: numberOrNull }),
    order_products: { type: 'array', items: object({
      product_id: textOrNull, variant_id: textOrNull, order_product_id: textOrNull, model: textOrNull, name: text, price: number, price_inc_tax: numberOrNull,
      quantity: numberOrNull, discount_amount: numberOrNull, total_price: numberOrNull, tax_percent: numberOrNull, tax_value: numberOrNull, tax_value_after_discount: numberOrNull,
      options: { type: 'array' }, weight: numberOrNull, weight_unit: textOrNull, barcode: textOrNull, parent_order_product_id: textOrNull }) },
  }) } }),
}));

const tokens = [{ token: 'key', shop: 'shop', scopes: ['read_carts'] }, { token: 'mailer', shop: 'shop', scopes: ['read_carts', 'read_customers'] }, { token: 'poor', shop: 'shop', scopes: [] }, { token: 'other', shop: 'south', scopes: ['read_carts'] }];
const said = (n, name, properties, changes = {}) => ({
  event_id: randomUUID(), name: `ecommerce.${name}`, time: new Date(Date.UTC(2026, 10, 20, 9, n)).toISOString(), anonymous_id: `a${n}`, ...changes,
  properties: { cart_id: `c${n}`, total_value: 43.5, tax: 3.5, currency: 'EUR', source: 'web', products: cartUpdated().properties.products, ...properties },
});

/** A shop in which carts are abandoned as soon as they are stored. */
async function openShop(t, count, options = {}) {
  const collector = await startCollector(t, { tokens, abandonedMinutes: 1e-9, ...options });
  for (let n = 1; n <= count; n++) await collector.post([said(n, 'cart_updated', {}, n % 2 ? { user_id: `u${n}` } : {})]);
  const list = async (query = '', headers = { 'x-api-key': 'key', 'x-store-key': 'shop' }) =>
    (await fetch(`${collector.url}/v1.1/order.abandoned.list.json${query}`, { headers })).json();
  const idsOf = async (query) => (await list(query)).result.order.map(({ id }) => id).join(' ');
  return { ...collector, list, idsOf };
}

test('a cart that nobody has changed for its time is listed with products, totals and customer', async (t) => {
  const shop = await openShop(t, 1);
  const answer = await shop.list();
  assert.ok(isRight(answer), JSON.stringify(isRight.errors));
  const [order] = answer.result.order;
  assert.deepEqual([order.basket_id, order.customer.id, order.currency.iso3, order.created_at.value], ['c1', 'u1', 'EUR', '2026-11-20T09:01:00+0000']);
  assert.deepEqual(order.totals, { total: 43.5, subtotal: 40, shipping: 0, tax: 3.5, discount: 0 });
  const [{ product_id, variant_id, name, price, quantity, total_price }] = order.order_products;
  assert.deepEqual([product_id, variant_id, name, price, quantity, total_price], ['880', '880-blue', 'Mug', 20, 2, 40]);
});

test('a cart is not abandoned within the hour, nor bought, nor emptied', async (t) => {
  const fresh = await openShop(t, 2, { abandonedMinutes: undefined });
  assert.equal(await fresh.idsOf(''), '');
  const shop = await openShop(t, 3);
  await shop.post([said(10, 'order_placed', { cart_id: 'c1', order_id: 'o' }), { ...said(11, 'cart_updated', { cart_id: 'c2' }), name: 'kago.cart_emptied' }]);
  assert.equal(await shop.idsOf(''), 'c3');
});

test('lists in pages, by start and count or by cursor', async (t) => {
  const shop = await openShop(t, 5);
  assert.equal(await shop.idsOf('?start=1&count=2'), 'c2 c3');
  let [query, ids] = ['?count=2', []];
  while (query) {
    const answer = await shop.list(query);
    ids.push(...answer.result.order.map(({ id }) => id));
    query = answer.pagination.next && `?page_cursor=${answer.pagination.next}`;
  }
  assert.deepEqual(ids, ['c1', 'c2', 'c3', 'c4', 'c5']);
});

test('filters by customer and dates', async (t) => {
  const shop = await openShop(t, 4);
  assert.equal(await shop.idsOf('?customer_id=u3'), 'c3');
  assert.equal(await shop.idsOf('?created_from=2026-11-20%2009:02:00&modified_to=2026-11-20T09:03:00Z'), 'c2 c3');
  assert.equal(await shop.idsOf('?skip_empty_email=true'), '');
});

const identified = (user, properties, changes = {}) => ({ ...said(0, 'x', {}), name: 'kago.customer_identified', user_id: user, ...changes, properties });
const mailer = { 'x-api-key': 'mailer', 'x-store-key': 'shop' };

test('who may read customers reads how they are to be reached, also of what they left before they logged in', async (t) => {
  const shop = await openShop(t, 3);
  await shop.post([identified('u1', { email: 'ann@shop.example', first_name: 'Ann', last_name: 'Doe', phone: '+1 555' }, { anonymous_id: 'a1' }),
    identified('uma', { email: 'uma@shop.example' }, { anonymous_id: 'a2' })]);
  const answer = await shop.list('', mailer);
  assert.ok(isRight(answer), JSON.stringify(isRight.errors));
  assert.deepEqual(answer.result.order.map(({ customer }) => customer), [
    { id: 'u1', email: 'ann@shop.example', first_name: 'Ann', last_name: 'Doe', phone: '+1 555' },
    { id: 'uma', email: 'uma@shop.example', first_name: '', last_name: '', phone: '' },
    { id: 'u3', email: '', first_name: '', last_name: '', phone: '' },
  ]);
  const idsOf = async (query) => (await shop.list(query, mailer)).result.order.map(({ id }) => id).join(' ');
  assert.equal(await idsOf('?skip_empty_email=true'), 'c1 c2');
  assert.equal(await idsOf('?customer_email=Uma@Shop.example'), 'c2');
  const { pagination: { next } } = await shop.list('?skip_empty_email=1&count=1', mailer);
  assert.equal(await idsOf(`?page_cursor=${next}`), 'c2');
  assert.equal(await shop.idsOf(`?page_cursor=${next}`), '', 'a cursor opens nothing');
});

test('without the scope nothing tells how a customer is to be reached, nor that somebody has said it', async (t) => {
  const shop = await openShop(t, 1);
  await shop.post([identified('u1', { email: 'ann@shop.example', last_name: 'Doe' }, { anonymous_id: 'a1' })]);
  const { result: { order: [{ customer }] } } = await shop.list();
  assert.deepEqual(customer, { id: 'u1', email: '', first_name: '', last_name: '', phone: '' });
  for (const query of ['?skip_empty_email=true', '?customer_email=ann@shop.example']) assert.equal(await shop.idsOf(query), '', query);
});

test('names which members come', async (t) => {
  const shop = await openShop(t, 1);
  const membersOf = async (query) => Object.keys((await shop.list(query)).result.order[0]).join(' ');
  assert.equal(await membersOf('?params=totals'), 'id basket_id basket_url created_at modified_at currency totals');
  assert.equal(await membersOf('?params=force_all&exclude=items,currency'), 'id basket_id basket_url created_at modified_at customer totals');
  assert.deepEqual(await shop.list('?response_fields={return_code,result{order{id,totals{total}}}}'), { return_code: 0, result: { order: [{ id: 'c1', totals: { total: 43.5 } }] } });
});

for (const [what, query, headers, code] of [
  ['a wrong key', '', { 'x-api-key': 'wrong', 'x-store-key': 'shop' }, 2],
  ['no key', '', {}, 2],
  ['another shop than the key\'s', '', { 'x-api-key': 'key', 'x-store-key': 'south' }, 101],
  ['a key without the scope', '', { 'x-api-key': 'poor', 'x-store-key': 'shop' }, 4],
  ['a count that is too large', '?count=251', undefined, 109],
  ['a date that is none', '?created_from=soon', undefined, 109],
  ['a parameter that is none', '?limit=3', undefined, 109],
  ['a cursor of somebody else', '?page_cursor=eyJzdGFydCI6LTF9', undefined, 109],
  ['a cursor beside a filter', '?page_cursor=abc&count=3', undefined, 109],
  ['a parameter that comes twice', '?params=a&params=b', undefined, 109],
  ['a key that comes twice', '?api_key=a&api_key=b', {}, 109],
  ['a count of nothing', '?count=0', undefined, 109],
  ['a day that no month has', '?created_from=2026-02-31%2010:00:00', undefined, 109],
  ['a cursor without members', `?page_cursor=${Buffer.from('{"start":0,"count":1,"members":null}').toString('base64url')}`, undefined, 109],
  ['fields of endless depth', `?response_fields=${'{a'.repeat(5000)}`, undefined, 109],
  ['fields without an end', '?response_fields={result{order', undefined, 109],
]) {
  test(`${what} is told with its code, and nothing else`, async (t) => {
    const shop = await openShop(t, 1);
    const answer = await shop.list(query, headers);
    assert.deepEqual([answer.return_code, answer.result, answer.return_message.length > 10], [code, null, true]);
  });
}

test('keys may stand in the query, and each shop sees its own carts only', async (t) => {
  const shop = await openShop(t, 1);
  assert.equal((await shop.list('?api_key=key&store_key=shop', {})).result.order.length, 1);
  assert.deepEqual((await shop.list('?api_key=other&store_key=south', {})).result.order, []);
});

test('a cart that changes between two pages moves no other one', async (t) => {
  const shop = await openShop(t, 5);
  const first = await shop.list('?count=2');
  await shop.post([said(30, 'cart_updated', { cart_id: 'c1' })]);
  const second = await shop.list(`?page_cursor=${first.pagination.next}`);
  assert.deepEqual(second.result.order.map(({ id }) => id), ['c3', 'c4']);
});

test('a cart is found by the customer that the list shows, and by the user whom its browser became', async (t) => {
  const shop = await openShop(t, 2);
  assert.equal(await shop.idsOf('?customer_id=a2'), 'c2');
  await shop.post([said(20, 'cart_updated', { cart_id: 'c9' }, { anonymous_id: 'a2', user_id: 'uma' })]);
  assert.equal(await shop.idsOf('?customer_id=uma'), 'c2 c9');
});
