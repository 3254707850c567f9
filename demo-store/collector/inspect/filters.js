// The filters of QA as requests name them: the same for lists, counts and the stream, in a query or a body. What becomes of
// them: store/conditions.js.

import { ClientError } from '../errors.js';
import { limits } from '../limits.js';

const text = { type: 'string' };

/** JSON Schema of each; those of a query. */
export const filterMembers = {
  shop: text, name: text, cart_id: text, checkout_id: text, order_id: text, event_id: text, user_id: text, anonymous_id: text,
  cart_id_prefix: text, checkout_id_prefix: text, order_id_prefix: text, user_id_prefix: text, anonymous_id_prefix: text,
  status: { type: 'string', enum: ['accepted', 'refused'] },
  visit: text, tab: text, receiver: { type: 'string', enum: ['collector', 'braze'] },
  origin: { type: 'string', enum: ['collector', 'page', 'request'] },
  text: { type: 'string', maxLength: limits.filterCharacters },
  from: text,
  to: text,
  where: { type: 'array', maxItems: limits.filterProperties, items: text },
};

/** The same of a body: `where` has a value for each path. */
export const bodyFilterMembers = { ...filterMembers, where: { type: 'object', maxProperties: limits.filterProperties } };

export const placeMember = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };

export const pageMembers = {
  after: placeMember,
  limit: { type: 'integer', minimum: 1, maximum: limits.queryRowsMax, default: limits.queryRowsDefault },
  order: { type: 'string', enum: ['asc', 'desc'], default: 'asc' },
};

const wrong = (name, expected) => new ClientError(400, 'invalid_parameter', `"${name}": expected ${expected}.`);

/** @returns {string | undefined} as rows have it */
function timeOf(name, value) {
  if (!value) return undefined;
  const time = /^\d{4}-\d\d-\d\d/.test(value) ? new Date(value) : null;
  if (!time || Number.isNaN(time.getTime())) throw wrong(name, 'a time such as 2026-11-27T09:15:00Z');
  return time.toISOString();
}

const STEP = String.raw`[^.[\]"\\\0]+(\[\d+\])*`;
const PATH = new RegExp(`^${STEP}(\\[\\])?(\\.${STEP}(\\[\\])?)*$`);

/** `properties.products[].price` in SQLite's words: `$."properties"."products"`, `."price"`. */
function pathOf(path) {
  if (path.length > limits.filterCharacters || !PATH.test(path)) throw wrong('where', `ways to a value, such as properties.products[0].price, or properties.products[].price for any of them; not "${path.slice(0, 80)}"`);
  const steps = path.split('.').map((step) => step.replace(/^[^[]+/, (name) => `."${name}"`)).join('');
  return `$${steps}`.split('[]');
}

/** What a query says is a text, and may be meant as a number. */
function textsOf(value) {
  const isScalar = /^(-?\d+(\.\d+)?|true|false|null)$/.test(value);
  return isScalar ? [JSON.stringify(value), JSON.stringify(JSON.parse(value))] : [JSON.stringify(value)];
}

function pairOf(condition) {
  const at = condition.indexOf('=');
  if (at < 0) throw wrong('where', 'path=value, such as properties.currency=EUR');
  return [condition.slice(0, at), textsOf(condition.slice(at + 1))];
}

function textOf(value) {
  if (typeof value === 'object' && value !== null) throw wrong('where', 'a text, a number, true, false or null for each path');
  return JSON.stringify(value);
}

const pairsOf = (where) => (Array.isArray(where) ? where.map(pairOf) : Object.entries(where).map(([path, value]) => [path, [textOf(value)]]));

/**
 * @template T
 * @param {T & { from?: string, to?: string, where?: string[] | Record<string, unknown> }} given a query or a body that fits the schema
 * @returns {T & import('../store/conditions.js').Filter}
 */
export const filterOf = ({ from, to, where = [], ...rest }) => ({
  ...rest, from: timeOf('from', from), to: timeOf('to', to), properties: pairsOf(where).map(([path, values]) => ({ path: pathOf(path), values })) });

/** Rows leave as the texts that they are. */
export const sendPage = (reply, { rows, next }) =>
  reply.type('application/json; charset=utf-8').send(`{"events":[${rows.map((row) => row.text).join()}],"next":${next}}`);
