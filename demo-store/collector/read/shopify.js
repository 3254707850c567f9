// Abandoned checkouts as Shopify's Admin REST API has them (seed 000), so that its clients read them: the list, their
// count, one by its token. How a checkout looks is core/insight/shopify_reply.h's; this file is about the request.

import { randomUUID } from 'node:crypto';
import { DAY_MS } from '../limits.js';
import { callLimit } from './call-limit.js';
import { createCheckouts } from './checkouts.js';
import { contactsText, mayReadContacts } from '../store/contacts.js';
import { baseOf, cursorOf, filterIn, timeIn } from './request.js';
import { toldOfPlatforms } from '../openapi/platforms.js';

const LIMIT_DEFAULT = 50;
const LIMIT_MAX = 250;
const COUNT_DAYS = 90;
const VERSION = '/admin/api/:version(^\\d{4}-\\d{2}$|^unstable$)';
const STATUSES = ['open', 'closed', 'any'];
const TIMES = ['created_at_min', 'created_at_max', 'updated_at_min', 'updated_at_max'];

/** Told in these words (error-words.js). */
class ShopifyError extends Error {
  constructor(statusCode, errors, headers = {}) {
    super(JSON.stringify(errors));
    Object.assign(this, { statusCode, errors, headers });
  }
}

const badParameter = (name, text) => new ShopifyError(400, { [name]: text });

function integerOf(query, name) {
  if (query[name] === undefined) return undefined;
  if (!/^\d{1,15}$/.test(query[name])) throw badParameter(name, 'expected String to be a Integer');
  return Number(query[name]);
}

function limitOf(query) {
  const limit = integerOf(query, 'limit') ?? LIMIT_DEFAULT;
  if (limit < 1 || limit > LIMIT_MAX) throw badParameter('limit', `must be between 1 and ${LIMIT_MAX}`);
  return limit;
}

function timeOf(query, name) {
  if (query[name] === undefined) return undefined;
  const time = timeIn(query[name], name.endsWith('_max'));
  if (time === undefined) throw badParameter(name, 'expected String to be a DateTime');
  return time;
}

/** Fastify makes a list of a parameter that comes twice. */
async function requireOnce({ query }) {
  for (const [name, value] of Object.entries(query)) if (typeof value !== 'string') throw badParameter(name, 'expected one value');
}

/** Which checkouts are asked for. A page of a list carries its own filter with it. */
function filterOf(query) {
  const { page_info: page, status = 'open' } = query;
  if (page !== undefined) {
    const other = Object.keys(query).find((name) => !['page_info', 'limit', 'fields'].includes(name));
    if (other) throw badParameter(other, `${other} cannot be passed when page_info is present`);
    return filterInPage(page);
  }
  if (!STATUSES.includes(status)) throw badParameter('status', 'expected open, closed or any');
  return { status, since: integerOf(query, 'since_id'), ...Object.fromEntries(TIMES.map((name) => [name, timeOf(query, name)])) };
}

function filterInPage(page) {
  const filter = filterIn(page, (given) => STATUSES.includes(given.status)
    && ['since', 'before', ...TIMES].every((name) => given[name] === undefined || Number.isSafeInteger(given[name])));
  if (!filter) throw badParameter('page_info', 'Invalid value.');
  return filter;
}

const only = (fields) => (checkout) => (fields ? Object.fromEntries(fields.split(',').filter((name) => Object.hasOwn(checkout, name)).map((name) => [name, checkout[name]])) : checkout);

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {{ database: import('libsql').Database, reading: ReturnType<import('../store/reading.js').createReading>, reply: (request: string) => string, readerOf: Function,
 *   links: ReturnType<import('../recover/links.js').createLinks>, publicUrl?: string, cartDays: number, now: () => number }} parts
 */
export function addShopifyRoutes(app, { database, reading, reply: shape, readerOf, links, publicUrl, cartDays, now }) {
  const checkouts = createCheckouts(database, { cartDays, now });
  const calls = callLimit();

  app.register(async (routes) => {
    routes.addHook('onRequest', async (request, answer) => {
      answer.header('x-request-id', randomUUID());
      const reader = readerOf(request);
      if (!reader) throw new ShopifyError(401, '[API] Invalid API key or access token (unrecognized login or wrong password)');
      const { isOver, header } = calls.take(reader.id);
      answer.header('x-shopify-shop-api-call-limit', header);
      if (isOver) {
        throw new ShopifyError(429, 'Exceeded 2 calls per second for api client. Reduce request rates to resume uninterrupted service.', { 'retry-after': '2.0' });
      }
      request.reader = reader;
    });
    routes.addHook('onRequest', requireOnce);

    const need = (scope) => async ({ reader }) => {
      if (!reader.scopes.has(scope)) throw new ShopifyError(403, `[API] This action requires merchant approval for ${scope} scope.`);
    };
    const objects = (as, rows, request) => {
      const urls = rows.map(({ id, cart_id }) => cart_id && links.of({ shop: request.reader.shop, cartId: cart_id, checkoutId: id }, baseOf(request, publicUrl)));
      const contacts = mayReadContacts(request.reader) ? contactsText(rows) : '"contacts":[]';
      return JSON.parse(shape(`{"as":"${as}",${contacts},"urls":${JSON.stringify(urls)},"rows":[${rows.map(({ row }) => row).join()}]}`));
    };

    routes.get(`${VERSION}/checkouts.json`, { ...toldOfPlatforms.checkouts, preHandler: need('read_orders') }, async (request, answer) => {
      const { query, reader } = request;
      const [limit, filter] = [limitOf(query), filterOf(query)];
      const { rows, previous, next } = await reading.checkouts(reader.shop, filter, limit);
      const links = Object.entries({ previous, next }).filter(([, page]) => page).map(([rel, page]) =>
        `<${baseOf(request, publicUrl)}${request.routeOptions.url.replace(/:version[^/]*/, request.params.version)}?limit=${limit}&page_info=${cursorOf({ ...filter, since: undefined, before: undefined, ...page })}>; rel="${rel}"`);
      if (links.length > 0) answer.header('link', links.join(', '));
      return { checkouts: objects('shopify.abandoned_checkout', rows, request).map(only(query.fields)) };
    });

    routes.get(`${VERSION}/checkouts/count.json`, { ...toldOfPlatforms.checkoutCount, preHandler: need('read_orders') }, async ({ query, reader }) => {
      const filter = filterOf(query);
      const since = now() - COUNT_DAYS * DAY_MS;
      return { count: await reading.checkoutCount(reader.shop, { ...filter, created_at_min: Math.max(filter.created_at_min ?? since, since) }) };
    });

    routes.get(`${VERSION}/checkouts/:file(.*\\.json$)`, { ...toldOfPlatforms.checkout, preHandler: need('read_checkouts') }, async (request) => {
      const row = checkouts.byToken(request.reader.shop, request.params.file.slice(0, -'.json'.length));
      if (!row) throw new ShopifyError(404, 'Not Found');
      return { checkout: objects('shopify.checkout', [row], request)[0] };
    });
  });
}
