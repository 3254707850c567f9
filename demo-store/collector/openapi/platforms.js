// What the routes in the words of Shopify, BigCommerce and API2Cart take and answer, for /openapi.json. These platforms'
// own documents say all members (docs/collector.md names them); here are those that a shop's events fill.

import { ofBigCommerce, ofShopify } from './failures.js';
import { amount, integer, list, needs, object, orNull, text, unchecked } from './words.js';

const SHOPIFY = { 400: ofShopify('A parameter that is wrong'), 401: ofShopify('No token of this collector'), 403: ofShopify('A token without this scope'), 404: ofShopify('There is none, or no such version'), 429: ofShopify('The bucket is full: 40 calls, of which two leak away a second') };
const version = text('2021-07 or any other');
const filters = {
  since_id: integer('Those after this one'), created_at_min: text('ISO 8601'), created_at_max: text('ISO 8601'), updated_at_min: text('ISO 8601'), updated_at_max: text('ISO 8601'),
  status: text('', { enum: ['open', 'closed', 'any'] }), page_info: text('Of the header Link; with limit and fields alone'),
};
const checkout = object('As Shopify\'s; what no event tells is null or empty', {
  token: text('Our checkout_id'), cart_token: orNull(text('Our cart_id')), abandoned_checkout_url: text('The way back'), created_at: text('ISO 8601'), updated_at: text('ISO 8601'),
  completed_at: orNull(text('When it was bought by the link')), currency: text('ISO 4217'), total_price: text('Decimal'), line_items: list('Its lines', object('')),
});
const shopify = (scope, summary, rest) => unchecked({ tags: ['Shopify'], summary, security: needs(scope, 'shopify', 'token'), ...rest });

const bigcommerce = (scope, summary, params, data, more = {}) => unchecked({
  tags: ['BigCommerce'], summary, security: needs(scope, 'bigcommerce', 'token'), params: object('', { hash: text('The name of the shop'), ...params }), ...more,
  response: { 200: object('', { data, meta: object('Empty') }), 401: ofBigCommerce('No token of this shop'), 403: ofBigCommerce('A token without this scope'),
    404: ofBigCommerce('There is none'), 422: ofBigCommerce('A value that is wrong'), 429: ofBigCommerce('Too often: try again after the seconds in Retry-After') },
});
const settings = object('As BigCommerce\'s; of a channel null where it has none of its own', {
  enable_notification: { type: ['boolean', 'null'] }, email_customer_until_cart_is_recovered: { type: ['boolean', 'null'] }, marketing_emails_require_customer_consent: { type: ['boolean', 'null'] },
  email_merchant_when_cart_is_converted: { type: ['boolean', 'null'] }, email_merchant_when_cart_is_abandoned: { type: ['boolean', 'null'] }, merchant_email_address: { type: ['string', 'null'] },
  merchant_abandoned_cart_email_frequency_type: { type: ['string', 'null'] }, merchant_abandoned_cart_digest_email_frequency: { type: ['integer', 'null'] },
});
const settingsOf = (params, where) => ({
  get: bigcommerce('read_carts', `Settings for abandoned carts, ${where}`, params, settings),
  put: bigcommerce('write_settings', `Keep settings for abandoned carts, ${where}`, params, settings, { body: settings }),
});

export const toldOfPlatforms = {
  checkouts: shopify('read_orders', 'Abandoned checkouts', {
    params: object('', { version }), querystring: object('', { limit: integer('50, at most 250'), ...filters, fields: text('Members to come, separated by commas') }),
    response: { 200: object('In the order of their ids', { checkouts: list('', checkout) }), ...SHOPIFY } }),
  checkoutCount: shopify('read_orders', 'How many abandoned checkouts there are', { params: object('', { version }), querystring: object('', filters),
    response: { 200: object('Of the last 90 days', { count: integer('') }), ...SHOPIFY } }),
  checkout: shopify('read_checkouts', 'One checkout by its token', { params: object('', { version, file: text('Its token, and .json') }), response: { 200: object('', { checkout }), ...SHOPIFY } }),

  cartOfToken: bigcommerce('read_carts', 'Which cart a webhook\'s token is of', { token: text('Of the notice') }, object('', { cart_id: text('Our cart_id') })),
  settings: settingsOf({}, 'of the shop'),
  settingsOfChannel: settingsOf({ channel_id: text('From 1') }, 'of a channel'),

  abandoned: unchecked({
    tags: ['API2Cart'], summary: 'Abandoned carts', description: 'Every answer is a 200 with a return code.', security: [{ api2cart: [], api2cartStore: [] }],
    querystring: object('', {
      start: integer('How many to leave out'), count: integer('10, at most 250'), page_cursor: text('Of the page before'), customer_id: text('The user\'s id, else the browser\'s'),
      customer_email: text('Finds none without the scope read_customers'), created_from: text('Date'), created_to: text('Date'), modified_from: text('Date'), modified_to: text('Date'),
      skip_empty_email: text('true: only those whose customer\'s address is known; likewise'), params: text('Parts to come'), exclude: text('Members to leave out; with params=force_all'), response_fields: text('{return_code,result{order{id}}}'),
      store_id: text('Not used'), rounding_precision: text('Not used'), api_key: text('Where not in its header'), store_key: text('Where not in its header'),
    }),
    response: { 200: object('', {
      return_code: integer('0: it is right'), return_message: text('What is wrong'), pagination: object('', { previous: orNull(text('Cursor')), next: orNull(text('Cursor')) }),
      result: { description: 'null where something is wrong', type: ['object', 'null'], properties: { order: list('Oldest first', object('As API2Cart\'s', { id: text(''), basket_id: text('Our cart_id'), totals: object('', { total: amount('') }) })) } },
    }) },
  }),
};
