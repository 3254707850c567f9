// The second opinion on Braze's rules, itself judged: each rule has a case that passes and one that fails.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { ACTIVE_CODES, SDK_CODES } from './braze_currencies.js';
import { judge } from './braze_rules.js';
import { eventOf, nested, times } from './edge_events.js';
import { num } from './json_text.js';

const verdictOn = (name, changes) => judge(JSON.parse(eventOf(name, changes)));
const rulesOf = (list) => list.map(({ path, rule }) => `${path} ${rule}`);

const viewed = (field, value) => ['ecommerce.product_viewed', { [`properties.${field}`]: value }];
const cart = (field, value) => ['ecommerce.cart_updated', { [`properties.${field}`]: value }];
const order = (field, value) => ['ecommerce.order_placed', { [`properties.${field}`]: value }];
const delta = (action) => ['ecommerce.cart_updated', { 'properties.action': action, 'properties.total_value': undefined }];
const named = (name) => ['ecommerce.product_viewed', { name }];
const shortDiscounts = (count) => times(count, { code: 'x'.repeat(88) });
// With its quotes and a comma each text has 255 bytes; `{"a":[""]}` around and in the last have ten.
const metadataOfBytes = (total) => ({ a: times(200, 'x'.repeat(252)).concat('x'.repeat(total - 200 * 255 - 10)) });
const members = (count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, i]));

// What is judged, the case that passes, the case that fails, the rule at its path.
const RULES = [
  ['an event name ends at 255 units', named('x'.repeat(255)), named('x'.repeat(256)), 'name too_long'],
  ['an event name begins with no $', named('a$'), named('$a'), 'name leading_dollar'],
  ['an event name is a text with content', named('shop.event'), named(''), 'name unexpected_data_type'],
  ['properties are an object', named('shop.event'), ['ecommerce.product_viewed', { properties: [] }], 'properties unexpected_data_type'],
  ['an event has up to 256 properties', ['ecommerce.product_viewed', { name: 'shop.event', properties: members(256) }],
    ['ecommerce.product_viewed', { name: 'shop.event', properties: members(257) }], 'properties too_many_properties'],
  ['no property is named time', viewed('metadata', { time: 1 }), viewed('time', 1), 'properties.time reserved_name'],
  ['no property is named event_name', viewed('metadata', { event_name: 1 }), viewed('event_name', 1), 'properties.event_name reserved_name'],
  ['a property name begins with no $', viewed('type', []), viewed('$x', 1), 'properties.$x property_name'],
  ['a property name has content', viewed('type', []), viewed('', 1), 'properties. property_name'],
  ['a property name ends at 255 units', ['ecommerce.product_viewed', { name: 'shop.event', [`properties.${'p'.repeat(255)}`]: 1 }],
    ['ecommerce.product_viewed', { name: 'shop.event', [`properties.${'p'.repeat(256)}`]: 1 }], `properties.${'p'.repeat(256)} property_name`],
  ['nothing required is missing', viewed('source', 'web'), viewed('source', undefined), 'properties.source missing_property'],
  ['null is nothing', viewed('image_url', null), viewed('source', null), 'properties.source missing_property'],
  ['there is no extra property', viewed('type', ['price_drop']), viewed('sku', 'x'), 'properties.sku extra_property'],
  ['a product has no extra property', cart('products.0.image_url', '/i'), cart('products.0.sku', 'x'), 'properties.products[0].sku extra_property'],
  ['an order that was cancelled has no cart id', ['ecommerce.order_placed', { 'properties.cart_id': 'c' }],
    ['ecommerce.order_cancelled', { 'properties.cart_id': 'c' }], 'properties.cart_id extra_property'],
  ['a refund has no tax', ['ecommerce.order_cancelled', { 'properties.tax': 1 }], ['ecommerce.order_refunded', { 'properties.tax': 1 }], 'properties.tax extra_property'],

  ['a required text is a text', viewed('product_id', '1'), viewed('product_id', 1), 'properties.product_id unexpected_data_type'],
  ['a required text has content', viewed('product_id', ' '), viewed('product_id', ''), 'properties.product_id empty'],
  ['a required text ends at 255 units', viewed('product_name', 'x'.repeat(255)), viewed('product_name', 'x'.repeat(256)), 'properties.product_name too_long'],
  ['a basket counts twice', viewed('product_name', '🧺'.repeat(127)), viewed('product_name', '🧺'.repeat(128)), 'properties.product_name too_long'],
  ['a required text has no double quote', viewed('product_name', '27″'), viewed('product_name', '27"'), 'properties.product_name text_pattern'],
  ['a required text has no control character', viewed('product_name', 'a\x7F'), viewed('product_name', 'a\nb'), 'properties.product_name text_pattern'],
  ['a reason has no double quote', ['ecommerce.order_cancelled', {}], ['ecommerce.order_cancelled', { 'properties.cancel_reason': '"' }], 'properties.cancel_reason text_pattern'],
  ['an optional text is a text', viewed('image_url', ''), viewed('image_url', 7), 'properties.image_url unexpected_data_type'],
  ['an optional text ends at 255 units', viewed('image_url', 'x'.repeat(255)), viewed('image_url', 'x'.repeat(400)), 'properties.image_url too_long'],
  ['an optional text has no double quote', order('cart_id', "'"), order('cart_id', '"'), 'properties.cart_id text_pattern'],

  ['an amount is a number', viewed('price', 19.99), viewed('price', '19.99'), 'properties.price unexpected_data_type'],
  ['an amount is not negative', viewed('price', 0), viewed('price', -0.01), 'properties.price negative'],
  ['a number is finite', viewed('metadata', { a: 1e300 }), viewed('metadata', { a: num('1e400') }), 'properties.metadata.a not_finite'],
  ['a quantity is whole', cart('products.0.quantity', 0), cart('products.0.quantity', 0.5), 'properties.products[0].quantity not_a_quantity'],
  ['a quantity ends at 2^53 - 1', cart('products.0.quantity', 2 ** 53 - 1), cart('products.0.quantity', 2 ** 53), 'properties.products[0].quantity not_a_quantity'],
  ['a quantity is not negative', cart('products.0.quantity', 1), cart('products.0.quantity', -1), 'properties.products[0].quantity not_a_quantity'],
  ['a quantity is a number', cart('products.0.quantity', 1), cart('products.0.quantity', '1'), 'properties.products[0].quantity unexpected_data_type'],
  ['products are a list', cart('products', []), cart('products', {}), 'properties.products unexpected_data_type'],
  ['a product is an object', cart('products', []), cart('products', [7]), 'properties.products[0] unexpected_data_type'],
  ['a currency is a code', viewed('currency', 'eur'), viewed('currency', '€'), 'properties.currency not_a_currency'],
  ['a currency is a text', viewed('currency', 'EUR'), viewed('currency', 978), 'properties.currency unexpected_data_type'],
  ['an action is one of three', cart('action', null), cart('action', 'update'), 'properties.action action'],
  ['a total is left out only with add or remove', delta('remove'), delta('replace'), 'properties.total_value missing_property'],

  ['metadata is an object', viewed('metadata', {}), viewed('metadata', []), 'properties.metadata unexpected_data_type'],
  ['metadata has up to 51,200 bytes', viewed('metadata', metadataOfBytes(51_200)), viewed('metadata', metadataOfBytes(51_201)), 'properties.metadata too_many_bytes'],
  ['a metadata key is made of certain characters', viewed('metadata', { "a-b[0]'`~": 1 }), viewed('metadata', { 'a b': 1 }), 'properties.metadata.a b metadata_key'],
  ['a metadata key has no quote', viewed('metadata', { ab: 1 }), viewed('metadata', { 'a"': 1 }), 'properties.metadata.a" metadata_key'],
  ['a metadata key has no $', viewed('metadata', { a: 1 }), viewed('metadata', { a$: 1 }), 'properties.metadata.a$ metadata_key'],
  ['a metadata key has content', viewed('metadata', { a: 1 }), viewed('metadata', { '': 1 }), 'properties.metadata. metadata_key'],
  ['a metadata key ends at 255', viewed('metadata', { ['k'.repeat(255)]: 1 }), viewed('metadata', { ['k'.repeat(256)]: 1 }), `properties.metadata.${'k'.repeat(256)} metadata_key`],
  ['a key deep in metadata counts too', viewed('metadata', { a: [{ b: 1 }] }), viewed('metadata', { a: [{ 'ü': 1 }] }), 'properties.metadata.a[0].ü metadata_key'],
  ['a metadata text ends at 255 units', viewed('metadata', { a: '"'.repeat(255) }), viewed('metadata', { a: 'x'.repeat(256) }), 'properties.metadata.a too_long'],
  ['a text deep in metadata counts too', viewed('metadata', { a: [['x'.repeat(255)]] }), viewed('metadata', { a: [['x'.repeat(256)]] }), 'properties.metadata.a[0][0] too_long'],
  ['metadata has up to 50 levels', viewed('metadata', nested(50)), viewed('metadata', nested(51)), `properties.metadata${'.a'.repeat(50)} too_deep`],
  ['metadata of a product is judged too', cart('products.0.metadata', { a: null }), cart('products.0.metadata', { 'a b': 1 }), 'properties.products[0].metadata.a b metadata_key'],

  ['country is a text', order('metadata', { country: 'DE' }), order('metadata', { country: 49 }), 'properties.metadata.country unexpected_data_type'],
  ['country is free on a product', viewed('metadata', { country: 49 }), order('metadata', { country: 49 }), 'properties.metadata.country unexpected_data_type'],
  ['market_handle is a text', order('metadata', { market_handle: '' }), order('metadata', { market_handle: {} }), 'properties.metadata.market_handle unexpected_data_type'],
  ['a price for show is a text', order('metadata', { presentment_currency: { price: '1' } }), order('metadata', { presentment_currency: { price: 1 } }), 'properties.metadata.presentment_currency.price unexpected_data_type'],
  ['a currency for show is a code', order('metadata', { presentment_currency: { code: 'EUR' } }), order('metadata', { presentment_currency: { code: 'Euro' } }), 'properties.metadata.presentment_currency.code not_a_currency'],
  ['a currency for show is in an object', order('metadata', { presentment_currency: null }), order('metadata', { presentment_currency: 'EUR' }), 'properties.metadata.presentment_currency unexpected_data_type'],
  ['tags are texts', order('metadata', { tags: ['a'] }), order('metadata', { tags: [1] }), 'properties.metadata.tags[0] unexpected_data_type'],
  ['tags are a list', order('metadata', { tags: [] }), order('metadata', { tags: 'a, b' }), 'properties.metadata.tags unexpected_data_type'],
  ['a tag has content', order('metadata', { tags: ['a'] }), order('metadata', { tags: [''] }), 'properties.metadata.tags[0] empty'],
  ['tags are free on a product', viewed('metadata', { tags: [1] }), order('metadata', { tags: ['"'] }), 'properties.metadata.tags[0] text_pattern'],
  ['gateways are texts', order('metadata', { payment_gateway_names: ['visa'] }), order('metadata', { payment_gateway_names: [null] }), 'properties.metadata.payment_gateway_names[0] unexpected_data_type'],
  ['types are texts', viewed('type', ['price_drop']), viewed('type', ['a"b']), 'properties.type[0] text_pattern'],
  ['types are a list', viewed('type', []), viewed('type', 'price_drop'), 'properties.type unexpected_data_type'],

  ['discounts are a list', order('discounts', []), order('discounts', {}), 'properties.discounts unexpected_data_type'],
  ['a discount is an object', order('discounts', [{ code: 'A' }]), order('discounts', ['A']), 'properties.discounts[0] unexpected_data_type'],
  ['a discount takes an amount', order('discounts', [{ amount: 5 }]), order('discounts', [{ amount: '5' }]), 'properties.discounts[0].amount unexpected_data_type'],
  ['discounts have up to 51,200 bytes', order('discounts', shortDiscounts(511)), order('discounts', shortDiscounts(512)), 'properties.discounts too_many_bytes'],
];

describe("Braze's rules", () => {
  for (const [says, passing, failing, expected] of RULES) {
    test(says, () => {
      assert.deepEqual(rulesOf(verdictOn(...passing).errors), []);
      assert.ok(rulesOf(verdictOn(...failing).errors).includes(expected), `${expected} is not among ${rulesOf(verdictOn(...failing).errors)}`);
    });
  }

  for (const [says, code, warned] of [['today knows', 'XCG', true], ['has since been withdrawn', 'BGN', false], ['all know', 'EUR', false]]) {
    test(`a currency that ${says} ${warned ? 'only warns' : 'passes'}`, () => {
      const { errors, warnings } = verdictOn(...viewed('currency', code));
      assert.deepEqual(errors, []);
      assert.deepEqual(rulesOf(warnings), warned ? ['properties.currency currency_not_in_sdk'] : []);
    });
  }

  test('the lists of currencies are as long as the documents say', () => {
    assert.equal(ACTIVE_CODES.size, 178);
    assert.equal(SDK_CODES.size, 171);
  });
});
