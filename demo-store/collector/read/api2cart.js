// Abandoned carts as API2Cart's `order.abandoned.list` has them (seed 001). How a cart looks is
// core/insight/api2cart_reply.h's; this file is about the request. Every answer is a 200 with a return code.

import { contactsText, mayReadContacts } from '../store/contacts.js';
import { cursorOf, filterIn, timeIn } from './request.js';
import { toldOfPlatforms } from '../openapi/platforms.js';

const COUNT_DEFAULT = 10;
const COUNT_MAX = 250;
/** No answer is deeper. */
const FIELD_LEVELS_MAX = 10;
/** api2cart.com/docs/response-status-codes */
const CODES = { wrongKey: 2, noStore: 101, badParameter: 109, denied: 4 };
/** What each of these params stands for; `id`, dates and the currency always come. */
const PARTS = { customer: ['customer'], totals: ['totals'], items: ['order_products'] };
const PARAMETERS = ['start', 'count', 'page_cursor', 'customer_id', 'customer_email', 'store_id', 'created_from', 'created_to', 'modified_from', 'modified_to',
  'skip_empty_email', 'rounding_precision', 'response_fields', 'params', 'exclude', 'api_key', 'store_key'];

/** Told in these words (error-words.js). */
class Failure extends Error {
  constructor(returnCode, message) {
    super(message);
    Object.assign(this, { statusCode: 400, returnCode });
  }
}

const bad = (name, expected) => new Failure(CODES.badParameter, `Parameter "${name}": expected ${expected}.`);

function integer(query, name, otherwise, max) {
  if (query[name] === undefined) return otherwise;
  const number = Number(query[name]);
  if (!/^\d{1,9}$/.test(query[name]) || number > max) throw bad(name, `a whole number up to ${max}`);
  return number;
}

function time(query, name) {
  if (query[name] === undefined) return undefined;
  const ms = timeIn(query[name], name.endsWith('_to'));
  if (ms === undefined) throw bad(name, 'a date such as 2010-07-29 13:45:52');
  return ms;
}

function atLeastOne(name, number) {
  if (number === 0) throw bad(name, 'at least 1');
  return number;
}

const list = (text) => text.split(',').map((part) => part.trim()).filter(Boolean);

const isCursor = ({ start, count, customer, email, hasEmail = true, members, after = [0, ''], ...times }) =>
  Number.isSafeInteger(start) && start >= 0 && Number.isSafeInteger(count) && count > 0 && count <= COUNT_MAX
  && [customer, email].every((text) => text === undefined || typeof text === 'string') && hasEmail === true && Object.values(times).every(Number.isSafeInteger) && Array.isArray(members)
  && Array.isArray(after) && Number.isSafeInteger(after[0]) && typeof after[1] === 'string';

function cursorIn(text) {
  const filter = filterIn(text, isCursor);
  if (!filter) throw bad('page_cursor', 'a cursor of this method');
  return filter;
}

/** Which members of a cart come. */
function membersOf({ params = 'customer,totals,items', exclude = '' }) {
  const wanted = list(params);
  const isAll = wanted.includes('force_all');
  const left = Object.keys(PARTS).filter((part) => (isAll ? !list(exclude).includes(part) : wanted.includes(part)));
  return ['id', 'basket_id', 'basket_url', 'created_at', 'modified_at', 'currency', ...left.flatMap((part) => PARTS[part])]
    .filter((name) => !isAll || !list(exclude).includes(name));
}

function filterOf(query) {
  const twice = Object.keys(query).find((name) => typeof query[name] !== 'string');
  if (twice) throw bad(twice, 'one value');
  const unknown = Object.keys(query).find((name) => !PARAMETERS.includes(name));
  if (unknown) throw bad(unknown, `none of that name; there are ${PARAMETERS.join(', ')}`);
  if (query.page_cursor !== undefined) {
    const other = Object.keys(query).find((name) => !['page_cursor', 'response_fields', 'api_key', 'store_key'].includes(name));
    if (other) throw bad(other, 'page_cursor alone');
    return cursorIn(query.page_cursor);
  }
  return {
    start: integer(query, 'start', 0, 1_000_000), count: atLeastOne('count', integer(query, 'count', COUNT_DEFAULT, COUNT_MAX)), customer: query.customer_id,
    email: query.customer_email, hasEmail: ['true', '1'].includes(query.skip_empty_email) || undefined,
    members: membersOf(query), createdFrom: time(query, 'created_from'), createdTo: time(query, 'created_to'), modifiedFrom: time(query, 'modified_from'), modifiedTo: time(query, 'modified_to'),
  };
}

/** `{return_code,result{order{id,totals{total}}}}`: the same of any value, lists member by member. */
export function pickFields(value, text) {
  let at = 0;
  const fail = () => bad('response_fields', 'names in braces, such as {return_code,result{order{id}}}');
  function read(levels = FIELD_LEVELS_MAX) {
    const fields = {};
    if (text[at++] !== '{' || levels === 0) throw fail();
    while (text[at] !== '}') {
      const [name] = /^\w+/.exec(text.slice(at)) ?? [];
      if (!name) throw fail();
      at += name.length;
      Object.defineProperty(fields, name, { value: text[at] === '{' ? read(levels - 1) : null, enumerable: true });
      if (text[at] === ',') at++;
      else if (text[at] !== '}') throw fail();
    }
    at++;
    return fields;
  }
  const pick = (part, fields) => {
    if (fields === null || part === null || typeof part !== 'object') return part;
    if (Array.isArray(part)) return part.map((one) => pick(one, fields));
    return Object.fromEntries(Object.keys(fields).filter((name) => Object.hasOwn(part, name)).map((name) => [name, pick(part[name], fields[name])]));
  };
  const fields = read();
  if (at !== text.length) throw fail();
  return pick(value, fields);
}

const afterOf = ({ changed_at, id }) => [changed_at, id];

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {{ reading: ReturnType<import('../store/reading.js').createReading>, reply: (request: string) => string, access: object }} parts
 */
export function addApi2CartRoutes(app, { reading, reply: shape, access: { readerOf, limitReads } }) {
  async function read(request) {
    const { query, headers } = request;
    if (Array.isArray(query.api_key) || Array.isArray(query.store_key)) throw bad('api_key', 'one value');
    const reader = readerOf({ headers: { ...headers, 'x-api-key': headers['x-api-key'] ?? query.api_key } });
    if (!reader) throw new Failure(CODES.wrongKey, 'Incorrect API Key.');
    request.reader = reader;
    limitReads(reader);
    if ((headers['x-store-key'] ?? query.store_key) !== reader.shop) throw new Failure(CODES.noStore, 'Store not found: the store key is the name of the shop.');
    if (!reader.scopes.has('read_carts')) throw new Failure(CODES.denied, 'This key doesn\'t have the scope "read_carts".');
    const filter = filterOf(query);
    const hasContacts = mayReadContacts(reader);
    if (!hasContacts && (filter.email !== undefined || filter.hasEmail)) return { orders: [], next: null };
    const rows = await reading.abandoned(reader.shop, { ...filter, hasContacts, count: filter.count + 1 });
    const page = rows.slice(0, filter.count);
    const orders = JSON.parse(shape(`{"as":"api2cart.order",${contactsText(page)},"rows":[${page.map(({ row }) => row).join()}]}`));
    const { members } = filter;
    return {
      orders: orders.map((order) => Object.fromEntries(Object.entries(order).filter(([name]) => members.includes(name)))),
      next: rows.length > filter.count ? cursorOf({ ...filter, start: 0, after: afterOf(rows[filter.count - 1]) }) : null,
    };
  }

  app.get('/v1.1/order.abandoned.list.json', toldOfPlatforms.abandoned, async (request) => {
    const { orders, next } = await read(request);
    const answer = { return_code: 0, return_message: '', pagination: { previous: null, next }, result: { order: orders } };
    return request.query.response_fields === undefined ? answer : pickFields(answer, request.query.response_fields);
  });
}
