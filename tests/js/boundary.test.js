// What leaves a page of all that a platform says, by the code that ships (pick.ts, encode.ts) and the
// selections that are generated from the core's tables.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { outputFiles } = await build({
  stdin: {
    resolveDir: `${root}/js/src`,
    contents: "export * from './observe/common/pick'; export * from './observe/common/seen'; export * from './engine/encode'; export * from './engine/personal'; export * as selections from './generated/selections';",
  },
  bundle: true, format: 'esm', write: false,
});
const { pick, encode, encodeSeen, withoutPersonal, selections } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);

const seen = (picked) => encodeSeen(encode, picked);
/** As `cartObserved` takes it (js/src/api/desk.ts, observe/sources.ts). */
const seenWhole = (reply) => encodeSeen(encode, JSON.parse(encode(reply, withoutPersonal())), true);

const nameOf = (from, what) => `${from}_${what}`.replace('-', '_').toUpperCase();

const fixtures = readdirSync(`${root}/tests/fixtures`, { withFileTypes: true }).filter((entry) => entry.isDirectory()).flatMap(({ name: from }) =>
  readdirSync(`${root}/tests/fixtures/${from}`).map((file) => {
    const selection = selections[nameOf(from, file.split('.')[0])];
    return { file: `${from}/${file}`, selection, data: JSON.parse(readFileSync(`${root}/tests/fixtures/${from}/${file}`, 'utf8')) };
  }));

/** Members with a name that people's data has too, and the object they are in. */
const DUAL_USE = [
  'BIGCOMMERCE_PRODUCT.attributes', 'HTML_ADD.name', 'HTML_PRODUCT.name', 'SHOPIFY_CART.token', 'cart.token',
  'checkout.token', 'customItems.name', 'detail.name', 'digitalItems.name', 'discountApplication.title',
  'discountApplications.title', 'event.name', 'event.title', 'giftCertificates.name', 'items.item_list_name',
  'items.item_name', 'items.name', 'items.product_name', 'items.product_title', 'items.title', 'lineItems.title',
  'line_items.product_name', 'lines.name', 'merchandise.title', 'physicalItems.name', 'product.title',
  'productVariant.title', 'products.name', 'selling_plan.name', 'variant.title', 'variants.name',
  'variants.public_title',
];

/** What shops, plugins and platforms call personal data and secrets, and what Kago reads of something else. */
const PERSONAL = [
  'email', 'customer_email', 'name', 'first_name', 'firstName', 'last_name', 'lastName', 'address', 'address1', 'billing_address',
  'billingAddress', 'shippingAddress', 'phone', 'telephone', 'note', 'customerMessage', 'message', 'attributes', 'properties', 'customer',
  'buyerIdentity', 'user_data', 'item_data', 'options', 'token', 'key', 'order_key', 'password', 'title', 'recipient', 'sender',
  'id', 'url', 'value', 'code', 'type', 'coupon', 'order', 'gateway',
];

/** Puts a member of that name where there is none of it, into every object, and tells where. */
function spoil(value, name, secret, path = []) {
  if (Array.isArray(value)) return value.map((one) => spoil(one, name, secret, path));
  if (typeof value !== 'object' || value === null) return value;
  const spoilt = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, spoil(part, name, secret, [...path, key])]));
  return name in spoilt ? spoilt : { ...spoilt, [name]: secret([...path, name].join('.')) };
}

const isSelected = (selection, path) => path.split('.').reduce((tree, key) => tree?.[key], selection) !== undefined;

test('every fixture is of something that an observer hands over', () => {
  assert.deepEqual(fixtures.filter(({ selection }) => !selection).map(({ file }) => file), []);
});

for (const name of PERSONAL) {
  test(`"${name}" passes only where the core reads it, whatever object it is in`, () => {
    for (const { file, selection, data } of fixtures) {
      const secrets = [(path) => `secret at ${path}!`, (path) => ({ name: `secret at ${path}!`, email: `secret at ${path}!`, id: `secret at ${path}!` })];
      for (const secret of secrets) {
        const line = seen(pick(spoil(data, name, secret), selection));
        for (const [, path] of line.matchAll(/secret at ([\w.@-]+)!/g)) {
          assert.ok(isSelected(selection, path) || isSelected(selection, `${path}.id`) || isSelected(selection, `${path}.name`), `${file}: ${path}`);
        }
      }
    }
  });
}

test('of the names that people have too, these are of goods, plans, coupons, discounts, carts and events', () => {
  const found = new Set();
  const walk = (tree, path) => {
    for (const [key, inner] of Object.entries(tree)) {
      if (/name|title|token|mail|phone|address|note|attribut|propert|customer|buyer|user|key/i.test(key)) found.add([...path, key].slice(-2).join('.'));
      if (inner !== 1) walk(inner, [...path, key]);
    }
  };
  for (const [name, selection] of Object.entries(selections)) if (!/^(GA4_EVENTS|GA4_UNIVERSAL|PRODUCT_WORD)$/.test(name)) walk(selection, [name]);
  assert.deepEqual([...found].sort(), DUAL_USE);
});

test('no name, e-mail, address, attribute, note or property of a person passes', () => {
  const person = { name: 'private', first_name: 'private', email: 'private', id: 'private' };
  const cases = {
    SHOPIFY_CART: { token: 'c1', note: 'private', attributes: { name: 'private' }, customer: person, items: [{ id: 1, properties: { name: 'private', title: 'private' } }] },
    SHOPIFY_PIXEL_EVENT: { event: { name: 'checkout_completed', data: { checkout: {
      email: 'private', phone: 'private', name: 'private', billingAddress: person, shippingAddress: person, attributes: [{ key: 'private', value: 'private' }],
      order: { id: 'o1', customer: person }, delivery: { selectedDeliveryOptions: [{ title: 'private' }] }, localization: { country: { isoCode: 'DE', name: 'private' } },
      lineItems: [{ id: 'l1', title: 'Cup', properties: [{ key: 'private', value: 'private' }] }] } } } },
    WOOCOMMERCE_CART: { billing_address: person, shipping_address: person, items: [{ id: 1, name: 'Cup', item_data: [{ name: 'private', value: 'private' }], variation: [{ attribute: 'private', value: 'private' }] }], coupons: [] },
    BIGCOMMERCE_ORDER: { order: { orderId: 1, billingAddress: person, customerMessage: 'private', customerId: 'private', lineItems: {
      physicalItems: [{ id: 1, options: [{ name: 'private', value: 'private' }] }], giftCertificates: [{ name: 'Gift', sender: person, recipient: person, message: 'private' }] } } },
    ADOBE_CART: { items: [{ product_name: 'Cup', options: [{ label: 'private', value: 'private' }] }], extra_actions: 'private', customer: person },
    GA4_PUSH: { pushes: [{ event: 'purchase', user_data: person, ecommerce: { transaction_id: 1, name: 'private', id: 'private', customer: person, affiliation: 'private', purchase: { name: 'private', actionField: { id: 1, name: 'private', option: 'private' } } } }] },
  };
  for (const [name, data] of Object.entries(cases)) assert.doesNotMatch(seen(pick(data, selections[name])), /private/, name);
});

test('what stands where a text should be loses what is within', () => {
  assert.equal(seen(pick({ items: [{ name: { first: 'private' }, sku: [{ email: 'private' }] }] }, selections.WOOCOMMERCE_CART)),
    '{"items":[{"name":{},"sku":[{}]}]}');
});

test('lists that hold themselves, or make ever further ones, end', () => {
  const endless = [];
  endless.push('kept', endless, endless);
  const growing = { toJSON: () => [growing] };
  assert.equal(seen(pick({ items: [{ name: endless, sku: growing, id: [['a', ['b']]] }], coupons: endless }, selections.WOOCOMMERCE_CART)),
    '{"items":[{"id":[["a",null]],"name":["kept",["kept",null,null],["kept",null,null]],"sku":[[null]]}],"coupons":["kept",["kept",null,null],["kept",null,null]]}');
});

test('values are taken as JSON.stringify takes them', () => {
  const push = { event: 'view_item', ecommerce: { value: { toJSON: () => '9.99' }, items: [{ price: new Date(0), item_name: undefined, quantity: null }] } };
  assert.equal(seen(pick({ pushes: [push] }, selections.GA4_PUSH)),
    '{"pushes":[{"event":"view_item","ecommerce":{"value":"9.99","items":[{"price":"1970-01-01T00:00:00.000Z","quantity":null}]}}]}');
});

test('a cart that the shop hands over itself loses whose it is, and nothing that the core reads', () => {
  const cut = (text) => text.replace(/\?(key=|…)|(?<=SID=)[^&"]*|#[^"]*/g, ''); // where a cart's key was, or a session's, and fragments
  for (const { file, selection, data } of fixtures.filter(({ file }) => file.includes('/cart.') && !file.startsWith('html'))) {
    const left = JSON.parse(seenWhole(data));
    if (!file.includes('storefront')) assert.equal(cut(seen(pick(left, selection))), cut(seen(pick(data, selection))), file);
  }
  const cart = { id: 'c1', buyerIdentity: { email: 'private' }, note: 'private', attributes: [{ key: 'private' }], lines: [{ quantity: 1, attributes: ['private'] }] };
  assert.equal(seenWhole(cart), '{"id":"c1","lines":[{"quantity":1}]}');
});

test('a name of a million words is judged in a moment', () => {
  const begun = performance.now();
  const name = 'a_b'.repeat(1_000_000);
  assert.equal(seenWhole({ [`${name}_email`]: 'private', [name]: 'kept' }).includes('private'), false);
  assert.ok(performance.now() - begun < 10_000); // each word would be looked at with all that follow it: days
});

test('an address or an id keeps no key, wherever it stands', () => {
  const product = { jsonld: ['{"url":"https://shop.example/?token=private","sku":"A"}'], og: [['og:url', 'https://shop.example/?a=1&key=private#top']] };
  assert.equal(seen(pick(product, selections.JSONLD_PRODUCT)),
    JSON.stringify({ jsonld: ['{"url":"https://shop.example/?token=","sku":"A"}'], og: [['og:url', 'https://shop.example/?a=1&key=#top']] }));
});
