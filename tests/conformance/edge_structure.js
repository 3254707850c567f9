// Edge cases of an event's parts: envelope, fields, lists, metadata, and texts that are no event.

import { EVENTS, ENVELOPE, LINE, requiredFields } from './shapes.js';
import { cart, eventOf, lines, nested, order, times, viewed, withMetadata } from './edge_events.js';
import { num } from './json_text.js';

const names = Object.keys(EVENTS);

const eachEvent = names.flatMap((name) => [
  [`a plain ${name} is taken`, eventOf(name)],
  [`${name} with a property of the shop's own is refused`, eventOf(name, { 'properties.shop_note': 'x' }), 'unknown_field'],
  ...requiredFields(EVENTS[name]).map((field) =>
    [`${name} without ${field} is refused`, eventOf(name, { [`properties.${field}`]: undefined }), 'missing']),
]);

const withoutPart = [
  ...requiredFields(ENVELOPE).map((field) => [`an event without ${field} is refused`, eventOf('kago.cart_emptied', { [field]: undefined }), 'missing']),
  ...requiredFields(LINE).map((field) => [`a line without ${field} is refused`, cart(`products.0.${field}`, undefined), 'missing']),
];

const discounts = (count, extra = {}) => order('discounts', times(count, { code: 'A', ...extra }));
// The JSON `{"a":""}` around the filling has eight bytes.
const bytes = (count) => ({ a: 'x'.repeat(count - 8) });
const membersOf = (count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 1]));

export const structureCases = [
  ...eachEvent,
  ...withoutPart,

  ['an event of no known name is refused', eventOf('kago.cart_emptied', { name: 'ecommerce.cart_seen' }), 'unknown_event'],
  ['a name in capitals is refused', eventOf('kago.cart_emptied', { name: 'Kago.cart_emptied' }), 'unknown_event'],
  ['a number for a name is refused', eventOf('kago.cart_emptied', { name: 7 }), 'unknown_event'],
  ['an event without a name is refused', eventOf('kago.cart_emptied', { name: undefined }), 'unknown_event'],
  ['an event without properties is refused', eventOf('kago.cart_emptied', { properties: undefined }), 'wrong_type'],
  ['null for properties is refused', eventOf('kago.cart_emptied', { properties: null }), 'wrong_type'],
  ['an array for properties is refused', eventOf('kago.cart_emptied', { properties: [] }), 'wrong_type'],
  ['a mark for properties is refused', eventOf('kago.cart_emptied', { properties: { $kago: 'cycle' } }), 'not_serializable'],
  ['a member beside properties is refused', eventOf('kago.cart_emptied', { shop: 'x' }), 'unknown_field'],
  ['__proto__ beside properties is refused', eventOf('kago.cart_emptied', { ['__proto__']: {} }), 'unknown_field'],
  ['a user id is taken', eventOf('kago.cart_emptied', { user_id: 'u-1' })],
  ['null for a user id is refused on the wire', eventOf('kago.cart_emptied', { user_id: null }), 'wrong_type'],
  ['an event id of 255 units is taken', eventOf('kago.cart_emptied', { event_id: 'x'.repeat(255) })],
  ['an event id of 256 units is too long', eventOf('kago.cart_emptied', { event_id: 'x'.repeat(256) }), 'too_long'],
  ['cart_id on a refund is refused', eventOf('ecommerce.order_refunded', { 'properties.cart_id': 'c' }), 'unknown_field'],
  ['__proto__ among the properties is refused', viewed('__proto__', 1), 'unknown_field'],
  ['constructor among the properties is refused', viewed('constructor', 1), 'unknown_field'],

  ['a cart told as additions needs no total', eventOf('ecommerce.cart_updated', { 'properties.action': 'add', 'properties.total_value': undefined })],
  ['a cart told as removals needs no total', eventOf('ecommerce.cart_updated', { 'properties.action': 'remove', 'properties.total_value': undefined })],
  ['a replaced cart needs a total', eventOf('ecommerce.cart_updated', { 'properties.action': 'replace', 'properties.total_value': undefined }), 'missing'],
  ['an order needs a total whatever its action', eventOf('ecommerce.order_placed', { 'properties.action': 'add', 'properties.total_value': undefined }), 'missing', 'unknown_field'],

  ['a cart without a line is refused', cart('products', []), 'empty'],
  ['a cart of 1000 lines is taken', cart('products', lines(1000))],
  ['a cart of 1001 lines is refused', cart('products', lines(1001)), 'too_many'],
  ['an object for products is refused', cart('products', { 0: lines(1)[0] }), 'wrong_type'],
  ['null for a line is refused', cart('products', [null]), 'wrong_type'],
  ['a mark for a line is refused', cart('products', [{ $kago: 'cycle' }]), 'not_serializable'],
  ['a member of the shop\'s own in a line is refused', cart('products.0.sku', 'x'), 'unknown_field'],
  ['metadata in a line is taken', cart('products.0.metadata', { sku: 'x' })],

  ['no discount is taken', discounts(0)],
  ['500 discounts are taken', discounts(500)],
  ['501 discounts are refused', discounts(501), 'too_many'],
  ['a discount without a member is taken', order('discounts', [{}])],
  ['a discount with an amount and a type is taken', discounts(1, { amount: 5, type: 'percentage' })],
  ['a discount with a negative amount is refused', discounts(1, { amount: -5 }), 'negative'],
  ['a discount with another member is refused', discounts(1, { title: 'x' }), 'unknown_field'],
  ['a text for a discount is refused', order('discounts', ['SUMMER']), 'wrong_type'],
  ['discounts of 51,200 bytes are taken', order('discounts', discountsOfBytes(51_200))],
  ['discounts of 51,201 bytes are too large', order('discounts', discountsOfBytes(51_201)), 'too_large'],

  ['empty metadata is taken', withMetadata({})],
  ['null for metadata is refused on the wire', withMetadata(null), 'wrong_type'],
  ['an array for metadata is refused', withMetadata([]), 'wrong_type'],
  ['a mark for metadata is refused', withMetadata({ $kago: 'cycle' }), 'not_serializable'],
  ['a mark in metadata is refused', withMetadata({ a: [{ $kago: 'Infinity' }] }), 'not_serializable'],
  ['metadata of every type is taken', withMetadata({ a: null, b: true, c: [1, 'x', {}], d: { e: [] } })],
  ['metadata of 51,200 bytes is taken', withMetadata(bytes(51_200))],
  ['metadata of 51,201 bytes is too large', withMetadata(bytes(51_201)), 'too_large'],
  ['metadata is measured in bytes, not letters', withMetadata({ a: 'é'.repeat(25_597) }), 'too_large'],
  ['metadata of 50 levels is taken', withMetadata(nested(50))],
  ['metadata of 51 levels is too deep', withMetadata(nested(51)), 'too_deep'],
  ['nesting of 500 levels is refused', withMetadata(nested(500)), 'too_deep'],
  ['metadata of 50 levels, the last one an array, is taken', withMetadata(nested(49, []))],
  ['metadata of 51 levels, the last one an array, is too deep', withMetadata(nested(50, [])), 'too_deep'],
  ['metadata of 1000 members is taken', withMetadata(membersOf(1000))],
  ['metadata of 1001 members is refused', withMetadata(membersOf(1001)), 'too_many'],
  ['an object of 1001 members inside metadata is refused', withMetadata({ a: membersOf(1001) }), 'too_many'],
  ['an array of 1001 elements inside metadata is taken', withMetadata({ a: times(1001, 1) })],
  ['a key of 255 units is taken', withMetadata({ ['k'.repeat(255)]: 1 })],
  ['a key of 256 units is refused', withMetadata({ ['k'.repeat(256)]: 1 }), 'bad_key'],
  ['a key of 128 baskets is 256 units and refused', withMetadata({ ['🧺'.repeat(128)]: 1 }), 'bad_key'],
  ['an empty key is refused', withMetadata({ '': 1 }), 'bad_key'],
  ['a key that begins with $ is refused', withMetadata({ $set: 1 }), 'bad_key'],
  ['a key with a $ inside is taken', withMetadata({ us$: 1 })],
  ['a bad key inside metadata is refused', withMetadata({ a: [{ $set: 1, b: 1 }] }), 'bad_key'],
  ['any other key is taken', withMetadata({ 'gift note': 1, 'a"b': 1, '🧺': 1, 'a.b': 1, ['__proto__']: 1, constructor: 1, '\u0001': 1 })],
  ['metadata texts may be blank, long or have control characters', withMetadata({ a: '', b: 'x'.repeat(400), c: 'a\0b' })],
  ['numbers of any size are taken in metadata', withMetadata({ a: num('1e400'), b: num('-1e-400'), c: num('12345678901234567890') })],

  ['a key that stands twice counts as it was said last', viewed('source', 'web').replace('"source":', '"source":7,"source":')],
  ['an empty text is no event', '', 'bad_text'],
  ['half an event is none', '{"name":"kago.cart_emptied"', 'bad_text', 'missing', 'wrong_type'],
  ['text behind an event is refused', `${eventOf('kago.cart_emptied')} x`, 'bad_text'],
  ['a trailing comma is refused', eventOf('kago.cart_emptied').replace(/}}$/, '},}'), 'bad_text'],
  ['a raw control character is refused', viewed('metadata', { a: 'x' }).replace('"x"', '"\n"'), 'bad_text'],
  ['a number with a leading zero is refused', viewed('metadata', { a: num('07') }), 'bad_text'],
  ['NaN is refused', viewed('metadata', { a: num('NaN') }), 'bad_text'],
  ['null is no event', 'null', 'wrong_type'],
  ['an array of events is no event', `[${eventOf('kago.cart_emptied')}]`, 'wrong_type'],
];

/** 400 discounts whose JSON has exactly that many bytes: with its comma or bracket, `{"code":""}` has twelve. */
function discountsOfBytes(total) {
  return Array.from({ length: 400 }, (_, i) => ({ code: 'x'.repeat(Math.floor((total - 1 + i) / 400) - 12) }));
}
