// Braze's rules for an event's properties, written from its documents and the Web SDK 6.13.0 alone: a second
// opinion on what Kago's `braze` encoding makes. It knows nothing of Kago.
//
// Three sources: the server (nothing missing, nothing extra, the right types), the Web SDK's validator (texts,
// numbers, metadata) and the rules for every custom event (names, texts). Where the documents leave a question
// open, the stricter answer is taken, but for the SDK's currency list: that is old, so it only warns.

import { SDK_CODES } from './braze_currencies.js';

const TEXT_UNITS_MAX = 255;
const BYTES_MAX = 51_200;
const LEVELS_MAX = 50;
const PROPERTIES_MAX = 256;
const RESERVED = ['time', 'event_name'];

// No control characters and no double quote.
const PLAIN_TEXT = /^[^\x00-\x1F\x22]+$/;
const METADATA_KEY = /^[A-Za-z0-9\-_.,:;!?@#%&*()+={}[\]|\\/'`~^<>]+$/;

const sums = {
  required: { total_value: amount, currency, products: listOf(product), source: requiredText },
  optional: { metadata },
};
const parts = { subtotal_value: amount, tax: amount, shipping: amount };
const rebates = { total_discounts: amount, discounts };
const saleMetadata = { country: shortText, market_handle: shortText, presentment_currency: presentmentCurrency };
const orderMetadata = { ...saleMetadata, tags: listOf(requiredText), payment_gateway_names: listOf(requiredText) };
// The SDK has a validator for the first four events; the other two go out as custom events.
const withKeys = (keys) => (value, path, out) => metadata(value, path, out, keys);

const EVENTS = {
  'ecommerce.product_viewed': {
    required: { product_id: requiredText, product_name: requiredText, variant_id: requiredText, price: amount, currency, source: requiredText },
    optional: { image_url: optionalText, product_url: optionalText, type: listOf(requiredText), metadata },
  },
  'ecommerce.cart_updated': {
    required: { cart_id: requiredText, ...sums.required },
    optional: { action, ...parts, metadata },
  },
  'ecommerce.checkout_started': {
    required: { checkout_id: requiredText, ...sums.required },
    optional: { cart_id: optionalText, ...parts, metadata: withKeys(saleMetadata) },
  },
  'ecommerce.order_placed': {
    required: { order_id: requiredText, ...sums.required },
    optional: { cart_id: optionalText, ...parts, ...rebates, metadata: withKeys(orderMetadata) },
  },
  'ecommerce.order_cancelled': {
    required: { order_id: requiredText, cancel_reason: requiredText, ...sums.required },
    optional: { ...parts, ...rebates, metadata },
  },
  'ecommerce.order_refunded': {
    required: { order_id: requiredText, ...sums.required },
    optional: { ...rebates, metadata },
  },
};

const PRODUCT = {
  required: { product_id: requiredText, product_name: requiredText, variant_id: requiredText, quantity, price: amount },
  optional: { image_url: optionalText, product_url: optionalText, metadata },
};

/** What Braze has against an event: `errors` lose it, `warnings` may. Each is `{path, rule}`. */
export function judge({ name, properties }) {
  const found = { errors: [], warnings: [] };
  const out = (path, rule) => found.errors.push({ path, rule });
  out.warn = (path, rule) => found.warnings.push({ path, rule });
  eventName(name, out);
  if (isObject(properties)) anyEvent(properties, out);
  else out('properties', 'unexpected_data_type');
  if (isObject(properties) && Object.hasOwn(EVENTS, name)) members(EVENTS[name], properties, 'properties', out);
  return found;
}

function eventName(name, out) {
  if (typeof name !== 'string' || name === '') return out('name', 'unexpected_data_type');
  if (name.length > TEXT_UNITS_MAX) out('name', 'too_long');
  if (name.startsWith('$')) out('name', 'leading_dollar');
}

/** The rules for every custom event. */
function anyEvent(properties, out) {
  const names = Object.keys(properties);
  if (names.length > PROPERTIES_MAX) out('properties', 'too_many_properties');
  for (const name of names) {
    const path = `properties.${name}`;
    if (RESERVED.includes(name)) out(path, 'reserved_name');
    if (name === '' || name.length > TEXT_UNITS_MAX || name.startsWith('$')) out(path, 'property_name');
  }
  everyValue(properties, 'properties', out);
}

/** Texts end at 255 units and numbers at what JSON can say, however deep they stand. */
function everyValue(value, path, out) {
  if (typeof value === 'string' && value.length > TEXT_UNITS_MAX) out(path, 'too_long');
  if (typeof value === 'number' && !Number.isFinite(value)) out(path, 'not_finite');
  if (!isContainer(value)) return;
  for (const [key, item] of Object.entries(value)) everyValue(item, at(path, value, key), out);
}

function members({ required, optional }, object, path, out) {
  for (const [name, check] of Object.entries({ ...required, ...optional })) {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    if (isPresent(value)) check(value, `${path}.${name}`, out);
    else if (required[name] && !(name === 'total_value' && isDelta(object))) out(`${path}.${name}`, 'missing_property');
  }
  for (const name of Object.keys(object)) {
    if (!Object.hasOwn(required, name) && !Object.hasOwn(optional, name)) out(`${path}.${name}`, 'extra_property');
  }
}

const isDelta = (properties) => ['add', 'remove'].includes(properties.action);

function requiredText(value, path, out) {
  if (value === '') return out(path, 'empty');
  optionalText(value, path, out);
}

// That no text passes 255 units is said by everyValue.
function optionalText(value, path, out) {
  if (typeof value !== 'string') return out(path, 'unexpected_data_type');
  if (value !== '' && !PLAIN_TEXT.test(value)) out(path, 'text_pattern');
}

function shortText(value, path, out) {
  if (typeof value !== 'string') out(path, 'unexpected_data_type');
}

function amount(value, path, out) {
  if (typeof value !== 'number') return out(path, 'unexpected_data_type');
  if (value < 0) out(path, 'negative');
}

function quantity(value, path, out) {
  if (typeof value !== 'number') return out(path, 'unexpected_data_type');
  if (value < 0 || !Number.isSafeInteger(value)) out(path, 'not_a_quantity');
}

function currency(value, path, out) {
  if (typeof value !== 'string' || value === '') return out(path, 'unexpected_data_type');
  if (!/^[A-Za-z]{3}$/.test(value)) out(path, 'not_a_currency');
  else if (!SDK_CODES.has(value.toUpperCase())) out.warn(path, 'currency_not_in_sdk');
}

function action(value, path, out) {
  if (!['add', 'remove', 'replace'].includes(value)) out(path, 'action');
}

function listOf(check) {
  return (value, path, out) => {
    if (!Array.isArray(value)) return out(path, 'unexpected_data_type');
    value.forEach((item, i) => check(item, `${path}[${i}]`, out));
  };
}

function product(value, path, out) {
  if (!isObject(value)) return out(path, 'unexpected_data_type');
  members(PRODUCT, value, path, out);
}

function discounts(value, path, out) {
  listOf(discount)(value, path, out);
  if (bytesOf({ discounts: value }) > BYTES_MAX) out(path, 'too_many_bytes');
}

function discount(value, path, out) {
  if (!isObject(value)) return out(path, 'unexpected_data_type');
  given({ code: shortText, amount, type: shortText }, value, path, out);
}

function metadata(value, path, out, keys = {}) {
  if (!isObject(value)) return out(path, 'unexpected_data_type');
  if (bytesOf(value) > BYTES_MAX) out(path, 'too_many_bytes');
  nested(value, path, out, 1);
  given(keys, value, path, out);
}

/** Checks those members that the object has; others are the shop's own. */
function given(checks, object, path, out) {
  for (const [name, check] of Object.entries(checks)) {
    if (Object.hasOwn(object, name) && isPresent(object[name])) check(object[name], `${path}.${name}`, out);
  }
}

function nested(value, path, out, level) {
  if (level > LEVELS_MAX) return out(path, 'too_deep');
  for (const [key, item] of Object.entries(value)) {
    const place = at(path, value, key);
    if (!Array.isArray(value) && !(key.length <= TEXT_UNITS_MAX && METADATA_KEY.test(key))) out(place, 'metadata_key');
    if (isContainer(item)) nested(item, place, out, level + 1);
  }
}

function presentmentCurrency(value, path, out) {
  if (!isObject(value)) return out(path, 'unexpected_data_type');
  given({ code: currency, price: shortText }, value, path, out);
}

const isContainer = (value) => typeof value === 'object' && value !== null;
const isObject = (value) => isContainer(value) && !Array.isArray(value);
// The SDK takes null for "not given", and leaves such members out of metadata.
const isPresent = (value) => value !== undefined && value !== null;
const bytesOf = (value) => new TextEncoder().encode(JSON.stringify(value)).length;
const at = (path, container, key) => (Array.isArray(container) ? `${path}[${key}]` : `${path}.${key}`);
