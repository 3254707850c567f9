// BigCommerce's abandoned carts (seed 001): which cart a token is of, and which settings a store has for them. This collector
// sends no e-mail; it keeps what clients set for those who do. What a setting may be is cart-settings.js's; this file is
// about the request.

import { createSettings, readSettings } from './cart-settings.js';
import { toldOfPlatforms } from '../openapi/platforms.js';

/** Told in these words (error-words.js). */
class BigCommerceError extends Error {
  constructor(statusCode, title, errors = {}) {
    super(title);
    Object.assign(this, { statusCode, errors });
  }
}

function channelIn({ channel_id: text }) {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new BigCommerceError(422, 'JSON data is missing or invalid', { channel_id: 'expected a whole number from 1' });
}

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {{ database: import('libsql').Database, notices: ReturnType<import('../webhooks/notices.js').createNotices>, access: object }} parts
 */
export function addBigCommerceRoutes(app, { database, notices, access: { readerOf, limitReads } }) {
  const settings = createSettings(database);
  const need = (scope) => async (request) => {
    const reader = readerOf(request);
    if (reader?.shop !== request.params.hash) throw new BigCommerceError(401, 'Unauthorized');
    if (!reader.scopes.has(scope)) throw new BigCommerceError(403, 'You don\'t have a required scope to access the endpoint');
    request.reader = reader;
    limitReads(reader);
  };
  const answerOf = (data) => ({ data, meta: {} });

  function put(shop, channel, body) {
    const { values, errors } = readSettings(body, channel);
    if (errors) throw new BigCommerceError(422, 'JSON data is missing or invalid', errors);
    settings.write(shop, channel, values);
    return answerOf(values);
  }

  app.register(async (routes) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('application/json', { parseAs: 'string' }, routes.getDefaultJsonParser('error', 'error'));

    routes.get('/abandoned-carts/:token', { ...toldOfPlatforms.cartOfToken, onRequest: need('read_carts') }, async ({ reader, params }) => {
      const cart = notices.byToken(reader.shop, params.token);
      if (!cart) throw new BigCommerceError(404, 'An abandoned cart with this token was not found.');
      return answerOf(cart);
    });

    for (const [path, channelOf, { get, put: kept }] of [['settings', () => 0, toldOfPlatforms.settings], ['settings/channels/:channel_id', channelIn, toldOfPlatforms.settingsOfChannel]]) {
      routes.get(`/abandoned-carts/${path}`, { ...get, onRequest: need('read_carts') }, async ({ reader, params }) => answerOf(settings.read(reader.shop, channelOf(params))));
      routes.put(`/abandoned-carts/${path}`, { ...kept, onRequest: need('write_settings') }, async ({ reader, params, body }) => put(reader.shop, channelOf(params), body));
    }
  }, { prefix: '/stores/:hash/v3' });
}
