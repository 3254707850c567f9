// Calls that a shop should not make: what each is, how a page makes it, where its refusal points and
// by which code (core/event/finding.h). The functions run in a page with support/samples.js.

const price = 'properties.price';
const name = 'properties.product_name';
const metadata = 'properties.metadata';

export const badCalls = [
  ['a missing field', () => kago.productViewed(view(0, { product_name: undefined })), name, 'missing'],
  ['a missing field in a line', () => kago.cartUpdated(cart(0, { products: [line(), line({ price: undefined })] })),
    'properties.products[1].price', 'missing'],
  ['the price "1.234,56"', () => kago.productViewed(view(0, { price: '1.234,56' })), price, 'wrong_type'],
  ['a negative price', () => kago.productViewed(view(0, { price: -19.99 })), price, 'negative'],
  ['an unknown currency', () => kago.productViewed(view(0, { currency: 'EURO' })), 'properties.currency', 'unknown_currency'],
  ['a cart without products', () => kago.cartUpdated(cart(0, { products: [] })), 'properties.products', 'empty'],
  ['half a product', () => kago.cartUpdated(cart(0, { products: [line({ quantity: 0.5 })] })),
    'properties.products[0].quantity', 'not_integer'],
  ['an undefined line', () => kago.cartUpdated(cart(0, { products: [undefined] })), 'properties.products[0]', 'wrong_type'],
  ['1,001 lines', () => kago.cartUpdated(cart(0, { products: Array.from({ length: 1001 }, () => line()) })),
    'properties.products', 'too_many'],
  ['a name of 300 characters', () => kago.productViewed(view(0, { product_name: 'x'.repeat(300) })), name, 'too_long'],
  ['a name with a line break', () => kago.productViewed(view(0, { product_name: 'a\nb' })), name, 'control_character'],
  ['an unknown action', () => kago.cartUpdated(cart(0, { action: 'swap' })), 'properties.action', 'not_allowed'],

  ['NaN', () => kago.productViewed(view(0, { price: NaN })), price, 'not_serializable'],
  ['Infinity', () => kago.productViewed(view(0, { price: Infinity })), price, 'not_serializable'],
  ['NaN in metadata', () => kago.productViewed(view(0, { metadata: { score: NaN } })), `${metadata}.score`, 'not_serializable'],
  ['a lone surrogate in a name', () => kago.productViewed(view(0, { product_name: 'Tea \ud83c' })), name, 'bad_text'],
  ['a lone surrogate in a key', () => kago.productViewed(view(0, { metadata: { '\udf75': 1 } })), metadata, 'bad_text'],
  ['a key that begins with $', () => kago.productViewed(view(0, { metadata: { $set: 1 } })), `${metadata}.$set`, 'bad_key'],

  ['a cycle', () => {
    const own = { n: 0 };
    own.self = own;
    return kago.productViewed(view(0, { metadata: own }));
  }, `${metadata}.self`, 'not_serializable'],
  ['a getter that throws', () => {
    const get = () => { throw new Error('no image'); };
    return kago.productViewed(Object.defineProperty(view(0), 'image_url', { get, enumerable: true }));
  }, 'properties', 'not_serializable'],
  ['a toJSON that throws', () => kago.productViewed(view(0, { metadata: { toJSON() { throw new Error('no'); } } })),
    'properties', 'not_serializable'],
  ['a getter that throws what has no text',
    () => kago.productViewed({ get product_id() { throw Object.create(null); } }), 'properties', 'not_serializable'],
  ['a Proxy that throws', () => {
    const refuse = () => { throw new TypeError('not yours'); };
    return kago.productViewed(new Proxy({}, { get: refuse, has: refuse, ownKeys: refuse, getOwnPropertyDescriptor: refuse }));
  }, 'properties', 'not_serializable'],
  ['a revoked Proxy', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return kago.productViewed(proxy);
  }, 'properties', 'not_serializable'],

  ['60 kB of metadata', () => kago.productViewed(view(0, { metadata: { text: 'x'.repeat(60_000) } })), metadata, 'too_large'],
  ['a depth of 200', () => {
    let own = {};
    for (let i = 0; i < 200; i += 1) own = { d: own };
    return kago.productViewed(view(0, { metadata: own }));
  }, /^properties\.metadata(\.d){40,}$/, 'too_deep'],
  ['a depth of 100,000', () => {
    let own = {};
    for (let i = 0; i < 100_000; i += 1) own = { d: own };
    return kago.productViewed(view(0, { metadata: own }));
  }, 'properties', 'not_serializable'],

  ['a function as price', () => kago.productViewed(view(0, { price: () => 19.99 })), price, 'missing'],
  ['a symbol as price', () => kago.productViewed(view(0, { price: Symbol('price') })), price, 'missing'],
  ['null as name', () => kago.productViewed(view(0, { product_name: null })), name, 'wrong_type'],
  ['an array as name', () => kago.productViewed(view(0, { product_name: ['Tea'] })), name, 'wrong_type'],
  ['no properties', () => kago.productViewed(), 'properties.product_id', 'missing'],
  ['null as properties', () => kago.productViewed(null), 'properties.product_id', 'missing'],
  ['a text as properties', () => kago.productViewed('Tea'), 'properties', 'wrong_type'],
  ['a number as properties', () => kago.productViewed(42), 'properties', 'wrong_type'],
  ['an array as properties', () => kago.productViewed([view(0)]), 'properties', 'wrong_type'],
  ['a function as properties', () => kago.productViewed(() => view(0)), 'properties', 'wrong_type'],
  ['a symbol as properties', () => kago.productViewed(Symbol('view')), 'properties', 'wrong_type'],

  ['an unknown event', () => kago.track('ecommerce.product_eaten', view(0)), 'name', 'unknown_event'],
  ['a symbol as event', () => kago.track(Symbol('viewed'), view(0)), 'name', 'unknown_event'],
  ['an event without a name', () => kago.track(), 'name', 'unknown_event'],
  ['an event whose name has no text', () => kago.track(Object.create(null), view(0)), 'name', 'unknown_event'],
  ['a time that is none', () => kago.productViewed(view(0), { time: 'yesterday' }), 'options.time', 'bad_time'],
  ['a time without a zone', () => kago.productViewed(view(0), { time: '2026-11-22T09:15:27' }), 'options.time', 'bad_time'],
  ['options that throw', () => kago.productViewed(view(0), { get time() { throw new Error('no time'); } }), 'options', 'not_serializable'],
];
