// A user who is to be forgotten: nothing of them is left, and nothing of others goes.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDatabase } from '../../demo-store/collector/store/database.js';
import { isContactName, isPersonalPath, withoutContact } from '../../demo-store/collector/ingest/contact.js';
import { limits } from '../../demo-store/collector/limits.js';
import { createEraser } from '../../demo-store/collector/store/erase.js';
import { claimRebuild } from '../../demo-store/collector/store/rebuild.js';
import { rowTables } from '../../demo-store/collector/store/rows.js';
import { SECRET as WEBHOOK_SECRET, startReceiver } from './receiver.js';
import { cartUpdated, fold, rebuiltRowsIn, rowsIn, startCollector } from './support.js';

const tokens = [{ token: 't', shop: 'shop', scopes: ['erase_customers', 'read_customers'] }, { token: 'reads', shop: 'shop', scopes: ['read_customers'] }, { token: 'south', shop: 'south', scopes: ['erase_customers'] }];
const SECRET = 'ann-4711';
/** Says by itself nothing of the id. */
const EMAIL_OWNER = 'Featherstonehaugh';
const said = (who, name, properties = {}, changes = {}) => ({
  event_id: randomUUID(), name: `ecommerce.${name}`, time: '2026-11-27T09:00:00Z', anonymous_id: `browser-of-${who}`, user_id: who, ...changes,
  properties: { cart_id: `cart-of-${who}`, total_value: 40, currency: 'EUR', source: 'web', products: cartUpdated().properties.products, ...properties },
});

function assertNoTrace(folder) {
  for (const file of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, file));
    for (const word of [SECRET, EMAIL_OWNER]) assert.equal(bytes.includes(word), false, `${word} in ${file}`);
  }
}

async function openShop(t, options = {}) {
  const collector = await startCollector(t, { tokens, ...options });
  const erase = async (user, token = 't') => {
    const answer = await fetch(`${collector.url}/v1/users/${user}`, { method: 'DELETE', headers: { authorization: `Bearer ${token}` } });
    return { status: answer.status, body: await answer.json() };
  };
  const figures = async () => (await (await fetch(`${collector.url}/v1/figures`, { headers: { authorization: 'Bearer t' } })).json()).figures;
  await collector.post([
    said(SECRET, 'product_viewed', {}, { user_id: undefined }), said(SECRET, 'cart_updated'), said(SECRET, 'checkout_started', { checkout_id: `checkout-of-${SECRET}` }),
    said(SECRET, 'order_placed', { order_id: `order-of-${SECRET}` }), said(SECRET, 'order_placed', { total_value: 'wrong' }),
    { ...said(SECRET, 'x'), name: 'kago.customer_identified', properties: { email: `${SECRET}@shop.example`, last_name: EMAIL_OWNER } },
    { ...said(SECRET, 'x'), name: 'kago.customer_identified', properties: { email: `${SECRET}@shop.example`, last_name: EMAIL_OWNER, price: 'wrong' } },
    said('bob', 'cart_updated'), said('bob', 'order_placed', { order_id: 'o' }),
  ], { ledger: { expired: 1 }, anonymous_id: `browser-of-${SECRET}` });
  return { ...collector, erase, figures };
}

test('no byte of the user is left in any file, whatever they did, and the rows are those of the others', async (t) => {
  const shop = await openShop(t);
  assert.equal((await shop.figures())[0].orders, 2);
  assert.deepEqual(await shop.erase(SECRET), { status: 200, body: { user_id: SECRET, erased: 7 } });
  assertNoTrace(shop.dataFolder);
  assert.deepEqual((await shop.rows()).map(({ event }) => event.user_id), ['bob', 'bob']);
  const { database } = await openDatabase(shop.dataFolder);
  assert.deepEqual(rowTables.map((table) => database.prepare(`SELECT count(*) AS n FROM ${table}`).all()[0].n), [1, 0, 1, 1, 0, 1]);
  database.close();
  assert.deepEqual((await shop.figures()).map(({ orders, revenue }) => [orders, revenue]), [[1, 40]]);
});

test('who is unknown has nothing erased, nor has a user of another shop', async (t) => {
  const shop = await openShop(t);
  assert.equal((await shop.erase('nobody')).body.erased, 0);
  assert.equal((await shop.erase(SECRET, 'south')).body.erased, 0);
  assert.equal((await shop.rows('?limit=500')).length, 9);
});

test('of contact data that is refused the content is not kept: nobody knows whose it is', async (t) => {
  const shop = await openShop(t);
  await shop.post([{ ...said('eve', 'x', {}, { user_id: undefined }), name: 'kago.customer_identified', properties: { email: `${SECRET}@shop.example`, price: EMAIL_OWNER } }]);
  const [{ event, violations }] = await shop.rows('?status=refused&order=desc&limit=1');
  assert.deepEqual([event.name, event.properties, violations.map(({ path, found }) => [path, found])], ['kago.customer_identified', undefined, [['properties.price', null]]]);
  await shop.erase(SECRET);
  assertNoTrace(shop.dataFolder);
});

test('only a token with the scope erases', async (t) => {
  const shop = await openShop(t);
  assert.deepEqual([(await shop.erase(SECRET, 'reads')).status, (await shop.erase(SECRET, 'wrong')).status], [403, 401]);
  assert.equal((await shop.rows('?limit=500')).length, 9);
});

test('events may come while a user is erased', async (t) => {
  const shop = await openShop(t);
  const erasing = shop.erase(SECRET);
  await Promise.all(Array.from({ length: 20 }, (_, n) => shop.post([said('eve', 'order_placed', { order_id: `e${n}` })])));
  await erasing;
  assertNoTrace(shop.dataFolder);
  await shop.post([said('eve', 'order_placed', { order_id: 'last' })]);
  assert.equal((await shop.figures())[0].orders, 22);
});

/** Carts are abandoned at once, and whoever is to be told is out. */
async function openShopThatTells(t) {
  const receiver = await startReceiver(t, (response) => response.writeHead(503).end());
  const clock = { at: Date.now() };
  const shop = await openShop(t, { abandonedMinutes: 1e-9, now: () => clock.at, webhooks: [{ shop: 'shop', secret: WEBHOOK_SECRET, url: receiver.url }] });
  const run = (ms) => {
    clock.at += ms;
    return shop.app.webhooks.run();
  };
  /** What is told from now on, at whichever attempt. */
  const toldSince = async () => {
    receiver.requests.length = 0;
    for (let day = 0; day < 3; day++) await run(86_400_000);
    return receiver.said();
  };
  const left = (cart) => shop.post([said(SECRET, 'cart_updated', { cart_id: cart }, { time: new Date(clock.at).toISOString() })]);
  return { ...shop, receiver, clock, run, toldSince, left };
}

test('of a user who was erased nothing is told, and nothing of what was to be told is left in any file', async (t) => {
  const shop = await openShopThatTells(t);
  await shop.left(`left-by-${SECRET}`);
  await shop.run(1);
  await shop.post([said(SECRET, 'order_placed', { cart_id: `left-by-${SECRET}`, order_id: `last-of-${SECRET}` }, { time: new Date(shop.clock.at).toISOString() })]);
  await shop.left(`unseen-of-${SECRET}`);
  assert.deepEqual(shop.receiver.said(), [`abandoned left-by-${SECRET}`]);
  await shop.erase(SECRET);
  assertNoTrace(shop.dataFolder);
  assert.deepEqual(await shop.toldSince(), []);
});

test('nothing is told while a user is being erased', async (t) => {
  const shop = await openShopThatTells(t);
  await shop.left('unseen');
  await shop.post([said('bob', 'cart_updated', { cart_id: 'unseen, too' }, { time: new Date(shop.clock.at).toISOString() })]);
  const { database } = await openDatabase(shop.dataFolder);
  const erasing = createEraser(database, fold).erase('shop', SECRET);
  const telling = shop.run(1);
  await erasing;
  database.close();
  await telling;
  assert.deepEqual(shop.receiver.said(), ['abandoned unseen, too']);
});

test('a cart that another user had a part in is not told anew because one was erased', async (t) => {
  const shop = await openShopThatTells(t);
  await shop.post([said('bob', 'cart_updated', { cart_id: 'shared' }, { time: new Date(shop.clock.at).toISOString() })]);
  await shop.left('shared');
  await shop.run(1);
  await shop.post([said(SECRET, 'order_placed', { cart_id: 'shared', order_id: `last-of-${SECRET}` }, { time: new Date(shop.clock.at).toISOString() })]);
  await shop.erase(SECRET);
  assertNoTrace(shop.dataFolder);
  assert.deepEqual(await shop.toldSince(), []);
});

test('a process that dies while it erases has erased nothing, or the next one takes out what it left behind', async (t) => {
  const shop = await openShopThatTells(t);
  await shop.left(`left-by-${SECRET}`);
  await shop.run(1);
  await shop.app.close();
  const { database } = await openDatabase(shop.dataFolder);
  const dies = () => { throw new Error('killed'); };
  const count = () => database.prepare('SELECT count(*) AS n FROM records').all()[0].n;
  const before = count();
  await assert.rejects(createEraser(database, dies).erase('shop', SECRET), /killed/);
  assert.equal(count(), before);
  // Rows that are being made anew may know the events already, so these are made once more.
  claimRebuild(database);
  await assert.rejects(createEraser(database, dies).erase('shop', SECRET), /killed/);
  assert.equal(count(), 2);
  database.close();
  const next = await startCollector(t, { tokens, dataFolder: shop.dataFolder });
  assert.deepEqual((await next.rows()).map(({ event }) => event.user_id), ['bob', 'bob']);
  await next.app.close();
  assertNoTrace(shop.dataFolder);
});

test('of any history the user goes, and the rows and figures are those of a rebuild', async (t) => {
  const roll = (sides) => Math.floor(Math.random() * sides);
  for (let round = 0; round < 25; round++) {
    const shop = await startCollector(t, { tokens });
    for (let visit = 0; visit < 40; visit++) {
      const ids = { cart_id: roll(6) ? `c${roll(9)}` : undefined, checkout_id: roll(3) ? undefined : `k${roll(9)}`, order_id: roll(2) ? undefined : `o${roll(9)}` };
      const names = ['cart_updated', 'product_viewed', ...(ids.checkout_id ? ['checkout_started'] : []), ...(ids.order_id ? ['order_placed', 'order_refunded', 'order_cancelled'] : [])];
      const event = said(`u${roll(4)}`, names[roll(names.length)], { ...ids, total_value: roll(900) / 10, currency: roll(4) ? 'EUR' : 'JPY' }, {
        time: new Date(Date.UTC(2026, 10, 27, 9, roll(60))).toISOString(), anonymous_id: `a-${roll(4)}`, ...(roll(3) ? { user_id: undefined } : {}) });
      const contact = { ...event, event_id: randomUUID(), name: 'kago.customer_identified', properties: { email: `${event.user_id}-${visit}@shop.example` } };
      await shop.post(event.user_id && roll(2) ? [event, contact] : [event]);
    }
    const user = `u${roll(4)}`;
    await fetch(`${shop.url}/v1/users/${user}`, { method: 'DELETE', headers: { authorization: 'Bearer t' } });
    const live = await rowsIn(shop.dataFolder);
    assert.ok(!JSON.stringify([live, await shop.rows('?limit=500')]).includes(`"${user}`), user);
    assert.deepEqual(await rebuiltRowsIn(shop.dataFolder), live);
    await shop.app.close();
  }
});

test('a user of a cart with more events than are folded at once goes by a rebuild', async (t) => {
  const shop = await openShop(t);
  for (let left = limits.retentionKinMax; left > 0; left -= 500) await shop.post(Array.from({ length: 500 }, () => said('bob', 'cart_updated', { cart_id: `cart-of-${SECRET}` })));
  const live = (await shop.erase(SECRET)).body.erased;
  assert.equal(live, 7);
  const rows = await rowsIn(shop.dataFolder);
  assert.deepEqual(rows.carts.map(({ id, user_id }) => [id, user_id]), [['cart-of-ann-4711', 'bob'], ['cart-of-bob', 'bob']]);
  assert.deepEqual(await rebuiltRowsIn(shop.dataFolder), rows);
});

/** Ways to say what nobody may keep where no user stands; each has both words. */
const CONTACTS = [
  { email: `${EMAIL_OWNER}@shop.example`, last_name: EMAIL_OWNER },
  { 'E-Mail': EMAIL_OWNER, LASTNAME: EMAIL_OWNER, billingFirstName: EMAIL_OWNER, customer: { phone_no: EMAIL_OWNER } },
  { note: `write to <${EMAIL_OWNER}@shop.example>, please`, page: `https://shop.example/?m=${EMAIL_OWNER}%40shop.example`, list: [[`${EMAIL_OWNER}\uff20shop.example`]] },
  { customer: { name: EMAIL_OWNER }, 'Ship-To Contact': [EMAIL_OWNER], billing: { x: { y: EMAIL_OWNER } } },
  { '\uff45\uff4d\uff41\uff49\uff4c': EMAIL_OWNER, 'pr\u00e9nom_surname': EMAIL_OWNER, [`${EMAIL_OWNER}@shop.example`]: 1 },
];
/** Of an event about contact data anything may be. */
const SPELLINGS = ['kago.customer_identified', 'Kago.Customer_Identified', 'kago.customer-identified ', 'kagoCustomerIdentified', 'customer identified', '\uff4bago.customer_identified', 'kago.customer_identifed', 'identify', '', undefined, 7, ['kago.customer_identified']];

test('what pages tell of their own refusals keeps no contact data, however it is spelt', async (t) => {
  const shop = await openShop(t);
  const tell = (diagnostics) => shop.post([], { diagnostics });
  const found = [{ path: 'properties.email', code: 'too_long', found: EMAIL_OWNER, expected: EMAIL_OWNER }, { path: 'properties.note', code: 'x', found: `${EMAIL_OWNER}@shop.example`, expected: null }];
  let id = 0;
  for (const properties of CONTACTS) for (const name of ['ecommerce.cart_updated', ...SPELLINGS]) {
    const one = { name, properties, violations: found, warnings: found };
    await tell([{ id: `d${++id}`, status: 'refused', ...one }, { id: `m${id}`, status: 'accepted', event_id: `e${id}`, ...one }]);
  }
  for (const name of SPELLINGS) {
    const violations = [{ path: 'properties.x', code: 'x', found: EMAIL_OWNER, expected: EMAIL_OWNER, more: EMAIL_OWNER }];
    const one = { name, properties: { x: EMAIL_OWNER }, violations, warnings: violations, [EMAIL_OWNER]: 1, user_id: EMAIL_OWNER };
    await tell([{ id: `n${++id}`, status: 'refused', ...one }, { id: `w${id}`, status: 'accepted', event_id: `f${id}`, ...one }]);
  }
  const mail = `${EMAIL_OWNER}@shop.example`;
  await tell([{ id: mail, status: 'refused', name: mail, time: mail, event_id: mail, violations: [{ path: mail, code: mail }] }, { id: 'q', status: 'refused', name: 'ecommerce.cart_updated', time: { x: EMAIL_OWNER }, event_id: [EMAIL_OWNER] }]);
  await shop.post([], { ledger: { [EMAIL_OWNER]: 1, refused: 1 }, sent_at: EMAIL_OWNER });
  assert.equal((await shop.rows('?status=refused&limit=500')).filter(({ origin }) => origin === 'page').length, CONTACTS.length * (SPELLINGS.length + 1) + SPELLINGS.length + 2);
  await shop.erase(SECRET);
  await shop.app.close();
  assertNoTrace(shop.dataFolder);
});

test('a long text is looked through once, whatever it is made of', { timeout: 10_000 }, () => {
  for (const part of ['x', '+1', '+1 ', '%4', 'xY', '.', '[x', '\u00e9', '@']) {
    const text = part.repeat(100_000);
    withoutContact({ [text]: text });
    isPersonalPath(text);
    isContactName(text);
  }
});

test('an event that is refused and names no user keeps no contact data either', async (t) => {
  const shop = await openShop(t);
  for (const properties of CONTACTS) for (const name of ['ecommerce.cart_updated', 'my_event']) await shop.post([{ ...said('x', 'x', { ...properties, total_value: 'x' }, { anonymous_id: 'nobody', user_id: undefined }), name }]);
  for (const name of SPELLINGS.slice(0, 6)) await shop.post([{ name, event_id: randomUUID(), properties: { x: EMAIL_OWNER, total_value: '1' } }]);
  await shop.post([`${EMAIL_OWNER}@shop.example`, [`${EMAIL_OWNER}@shop.example`]]);
  assert.ok((await shop.rows('?status=refused&limit=500')).length >= CONTACTS.length * 2);
  await shop.erase(SECRET);
  await shop.app.close();
  assertNoTrace(shop.dataFolder);
});

test('what a browser told goes with the user that it is of', async (t) => {
  const shop = await openShop(t);
  const tell = (who) => shop.post([], { anonymous_id: `browser-of-${who}`, diagnostics: [{ id: `of-${who}`, status: 'refused', name: 'ecommerce.product_viewed', properties: { product_name: `seen by ${who}` } }] });
  for (const who of [SECRET, 'bob']) await tell(who);
  await shop.erase(SECRET);
  assert.deepEqual((await shop.rows('?status=refused')).map(({ event }) => event.properties), [{ product_name: 'seen by bob' }]);
  await shop.app.close();
  assertNoTrace(shop.dataFolder);
});

/** Ways in which a refused event may name the user, and by what each is asked for; undefined: by nothing. */
const NAMES_OF_USER = [
  [4711001, '4711001'], [0, '0'], ['9'.repeat(300), '9'.repeat(300)], [`ann ${'\u{1f600}'.repeat(200)}`, `ann ${'\u{1f600}'.repeat(200)}`],
  [12345678901234567890, undefined], [4711.5, undefined], ['9'.repeat(9000), undefined], [{ id: EMAIL_OWNER }, undefined], [[EMAIL_OWNER], undefined], [true, undefined], ['\ud800', undefined],
];
for (const [name, asked] of NAMES_OF_USER) {
  test(`of a refused event of the user ${JSON.stringify(name).slice(0, 40)} nothing is left once it is erased, or is kept at all`, async (t) => {
    const shop = await openShop(t);
    for (const properties of [{ order_id: `order-${EMAIL_OWNER}` }, { x: 1 }]) await shop.post([said(name, 'order_placed', { ...properties, note: EMAIL_OWNER, total_value: EMAIL_OWNER }, { anonymous_id: undefined })]);
    const [{ event, violations }] = await shop.rows('?status=refused&order=desc&limit=1');
    assert.equal(event.name, 'ecommerce.order_placed');
    assert.ok(violations.length > 0);
    if (asked !== undefined) assert.equal((await shop.erase(encodeURIComponent(asked))).body.erased, 2);
    await shop.erase(SECRET);
    assertNoTrace(shop.dataFolder);
  });
}

test('of a refused event that names its browser by a number nothing is left either', async (t) => {
  const shop = await openShop(t);
  await shop.post([said(SECRET, 'cart_updated', {}, { anonymous_id: '4711' }), said('x', 'cart_updated', { note: SECRET, total_value: 'x' }, { user_id: undefined, anonymous_id: 4711 })]);
  await shop.erase(SECRET);
  assertNoTrace(shop.dataFolder);
});

test('posts that were turned away go with the user of their browser, and of no known browser there is no path', async (t) => {
  const shop = await openShop(t);
  const browser = randomUUID();
  await shop.post([said(SECRET, 'cart_updated', {}, { anonymous_id: browser })]);
  const headers = { 'user-agent': `agent of ${SECRET}`, referer: `https://shop.example/account/${EMAIL_OWNER}/orders` };
  const outline = [{ event_id: randomUUID(), name: 'ecommerce.cart_updated' }];
  for (const body of [{ write_key: 'pk_typo', events: outline }, { write_key: 'pk_demo', events: 'x' }, { events: [] }]) await shop.postText(JSON.stringify({ anonymous_id: browser, ...body }), headers);
  await shop.postText('no JSON', { referer: headers.referer });
  await shop.postText(JSON.stringify({ anonymous_id: EMAIL_OWNER }), { referer: headers.referer });
  await shop.postText(JSON.stringify({ anonymous_id: randomUUID(), events: [] }), { referer: 'https://shop.example/cart' });
  assert.equal((await shop.erase(SECRET)).body.erased, 8 + 3);
  assertNoTrace(shop.dataFolder);
  for (const file of readdirSync(shop.dataFolder)) assert.equal(readFileSync(join(shop.dataFolder, file)).includes(browser), false, file);
  assert.deepEqual((await shop.rows('?origin=request')).map(({ page }) => page), ['https://shop.example', 'https://shop.example', 'https://shop.example/cart']);
});

test('warnings of an event that never came go with the user of the browser that told of it; those of other users\' events stay', async (t) => {
  const shop = await openShop(t);
  const [{ event }] = (await shop.rows()).filter(({ user_id }) => user_id === 'bob');
  const warnings = (found) => [{ path: 'properties.note', code: 'mended', found, expected: 'x' }];
  const tell = (who, id, event_id, found) => shop.post([], { anonymous_id: `browser-of-${who}`, diagnostics: [{ id, status: 'accepted', event_id, name: 'ecommerce.cart_updated', warnings: warnings(found) }] });
  await tell(SECRET, 'm1', randomUUID(), SECRET);
  await tell(SECRET, 'm2', event.event_id, 'of bob');
  await tell('bob', 'm3', randomUUID(), 'of bob, too');
  await shop.erase(SECRET);
  assertNoTrace(shop.dataFolder);
  const { database } = await openDatabase(shop.dataFolder);
  assert.deepEqual(database.prepare('SELECT diagnostic_id FROM mended ORDER BY 1').all().map((row) => row.diagnostic_id), ['m2', 'm3']);
  database.close();
});
