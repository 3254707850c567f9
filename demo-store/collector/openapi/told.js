// What the collector's own routes take and answer, for /openapi.json; each is passed to its route. Those in the words of
// platforms are in platforms.js.

import { ofOAuth } from './failures.js';
import { FULL, REFUSED, amount, failure, integer, list, needs, object, orNull, plain, text, unchecked } from './words.js';

const figures = list('One for each currency', object('Exact, never converted', {
  currency: text('ISO 4217'), placed: amount('Sum of orders'), refunded: amount('Sum of refunds'), revenue: amount('placed - refunded'),
  orders: integer('Distinct orders placed'), cancelled: integer('Distinct orders cancelled'), total_orders: integer('orders - cancelled'),
}));
const products = list('Its lines', object('A line', { product_id: text('Product'), variant_id: text('Variant'), product_name: text('Name'), quantity: amount('How many'), price: amount('Of one') }));
const cart = object('A cart with its newest content', {
  cart_id: text('Its id in the shop\'s events'), status: text('What has become of it', { enum: ['open', 'checkout', 'ended'] }), checkout_id: orNull(text('Into which it has gone')),
  created_at: text('First heard of'), updated_at: text('Last change'), currency: text('ISO 4217'), total_value: amount('Its value'), products,
});
const userId = object('', { id: text('The user_id of events') });

const contact = {
  description: 'Each member as it was said last; null where nobody has said any', type: ['object', 'null'],
  properties: Object.fromEntries(['email', 'first_name', 'last_name', 'phone'].map((name) => [name, orNull(text('By identify'))])),
};

export const told = {
  events: unchecked({
    tags: ['Writing'], summary: 'Post events',
    description: 'Each event has an answer of its own, given after it is stored. The body is JSON whatever its content type says, gzip too. Other answers than 200 are for the whole request: keep the events, and try again where the status allows it.',
    consumes: ['application/json', 'text/plain'],
    body: object('', {
      write_key: text('Of the shop'), events: list('At most 500', object('As Braze\'s recommended ecommerce events, with event_id, name, time, anonymous_id or user_id, and properties')),
      diagnostics: list('What the page refused or mended itself', object('')), ledger: object('Counts of events that will never arrive, by reason'),
      anonymous_id: text('The browser'), sent_at: text('When, by the page\'s clock'),
    }, { required: ['write_key', 'events'] }),
    response: {
      200: object('All is stored', { results: list('In the order of the events', object('', {
        event_id: orNull(text('Of the event')), status: text('What became of it', { enum: ['accepted', 'duplicate', 'refused'] }), violations: list('Why it was refused', object('')) })) }),
      400: failure('No JSON, or no events'), 401: failure('No write key of this collector'), 403: failure('The page\'s origin may not write for this shop'),
      413: failure('Too large: send fewer events'), 415: failure('Another content type'), 429: failure('Too often: try again after the seconds in Retry-After'), 503: FULL,
    },
  }),
  grant: unchecked({
    tags: ['Access'], summary: 'Ask for a token of an hour', description: 'OAuth 2, client credentials (RFC 6749, 4.4). Errors are OAuth\'s.', security: [{ client: [] }, {}],
    consumes: ['application/x-www-form-urlencoded'],
    body: object('', { grant_type: text('', { enum: ['client_credentials'] }), client_id: text('Where not in Authorization'), client_secret: text('Where not in Authorization'), scope: text('Some of the client\'s, separated by spaces') }, { required: ['grant_type'] }),
    response: {
      200: object('The token', { access_token: text('To be sent as a bearer'), token_type: text('Bearer'), expires_in: integer('Seconds'), scope: text('Separated by spaces') }),
      400: ofOAuth('Refused, or no form'), 401: ofOAuth('Not this client\'s secret'), 429: ofOAuth('Too often: try again after the seconds in Retry-After'),
    },
  }),
  follow: unchecked({
    tags: ['The way back'], summary: 'Follow a message\'s link', params: object('', { token: text('Signed') }),
    response: { 302: { description: 'To the shop\'s page, with kago_recover', type: 'null' }, 404: failure('No link of this collector, or its shop has no page for it') },
  }),
  recover: unchecked({
    tags: ['The way back'], summary: 'Ask what the cart of a link held', consumes: ['text/plain', 'application/json'], body: text('The token in kago_recover'),
    response: { 200: object('The cart', { cart_id: text('Keep it'), checkout_id: orNull(text('Of its checkout')), currency: orNull(text('ISO 4217')), total_value: orNull(amount('Its value')), products }),
      403: failure('The page\'s origin is not the shop\'s'), 404: failure('No link of this collector'), 413: failure('Larger than any link'), 410: failure('It has expired, or the cart has ended') },
  }),
  user: unchecked({ tags: ['Users'], summary: 'A user\'s contact, carts and figures', security: needs('read_customers'), params: userId,
    response: { 200: object('Carts, newest content first', { user_id: text('The same'), contact, carts: list('Those that are open', cart), figures }), ...REFUSED, 404: failure('No event of the shop names them') } }),
  erase: unchecked({ tags: ['Users'], summary: 'Erase a user', description: 'All of them, in events, rows and the outbox.', security: needs('erase_customers'), params: userId,
    response: { 200: object('Done', { user_id: text('The same'), erased: integer('How many records there were') }), ...REFUSED } }),
  figures: unchecked({ tags: ['Users'], summary: 'The shop\'s figures', security: needs('read_customers'), response: { 200: object('Of all users', { figures }), ...REFUSED } }),
  notices: {
    tags: ['Webhooks'], summary: 'What the shop was told of its carts, or could not be told', security: needs('read_carts'),
    response: { 200: object('Newest first', { notices: list('', object('', {
      id: text('The webhook-id'), scope: text('BigCommerce\'s'), cart_id: text('Which cart'), state: text('How far it has come'), attempts: integer('So far'),
      created_at: text('Since when'), next_at: orNull(text('Next attempt')), answer: orNull(text('To the last attempt')) })) }), 400: failure('A parameter that is wrong'), ...REFUSED },
  },
  preview: {
    tags: ['Messages'], summary: 'Render a message for a real cart', description: 'Braze\'s Liquid with shopping_cart and catalog_items. Sends nothing.', consumes: ['application/json'], security: needs('read_carts'),
    response: { 200: object('', { text: orNull(text('The message')), aborted: orNull(text('Why nothing would be sent')) }), 400: failure('A template that is wrong'), ...REFUSED },
  },
  metrics: unchecked({ tags: ['Running it'], summary: 'Numbers for Prometheus, of all shops', security: needs('read_metrics'), response: { 200: plain('Text format 0.0.4', 'text/plain'), ...REFUSED } }),
  health: unchecked({ tags: ['Running it'], summary: 'Whether it can store events', response: { 200: object('It can', { status: text('ok') }), 503: object('It can\'t', { status: text('unavailable'), error: text('Why'), code: text('The same for programs') }) } }),
  openapi: unchecked({ tags: ['Running it'], summary: 'This document', response: { 200: object('OpenAPI 3.1', { openapi: text('3.1.0') }) } }),
};
