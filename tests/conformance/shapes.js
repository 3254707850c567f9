// What each event looks like, written down from Braze's documents a second time and
// on purpose: the generator must not ask the core, or the schema made from it, what is valid.
//
// A field is `name: kind`; a kind that ends in `?` may be left out.

export const LINE = {
  product_id: 'text', product_name: 'text', variant_id: 'text', quantity: 'count', price: 'amount',
  image_url: 'url?', product_url: 'url?', metadata: 'metadata?',
};

export const DISCOUNT = { code: 'text?', amount: 'amount?', type: 'text?' };

const parts = { subtotal_value: 'amount?', tax: 'amount?', shipping: 'amount?' };
const sums = { total_value: 'amount', currency: 'currency', products: 'products', source: 'text', metadata: 'metadata?' };
const rebates = { total_discounts: 'amount?', discounts: 'discounts?' };

/** The properties of each event. */
export const EVENTS = {
  'ecommerce.product_viewed': {
    product_id: 'text', product_name: 'text', variant_id: 'text', price: 'amount', currency: 'currency', source: 'text',
    image_url: 'url?', product_url: 'url?', type: 'texts?', metadata: 'metadata?',
  },
  'ecommerce.cart_updated': { cart_id: 'text', action: 'action?', ...parts, ...sums },
  'ecommerce.checkout_started': { checkout_id: 'text', cart_id: 'text?', ...parts, ...sums },
  'ecommerce.order_placed': { order_id: 'text', cart_id: 'text?', ...parts, ...rebates, ...sums },
  'ecommerce.order_refunded': { order_id: 'text', ...rebates, ...sums },
  'ecommerce.order_cancelled': { order_id: 'text', cancel_reason: 'text', ...parts, ...rebates, ...sums },
  'kago.cart_emptied': { cart_id: 'text', currency: 'currency', source: 'text', metadata: 'metadata?' },
  'kago.customer_identified': { email: 'email?', first_name: 'text?', last_name: 'text?', phone: 'text?' },
};

/** What stands beside `name` and `properties`. */
export const ENVELOPE = { event_id: 'text', time: 'time', anonymous_id: 'text', user_id: 'text?' };

/** Contact data is of a user. */
export const envelopeOf = (name) => (name === 'kago.customer_identified' ? { ...ENVELOPE, user_id: 'text' } : ENVELOPE);

export const isRequired = (kind) => !kind.endsWith('?');

/** The names of the fields that must be there; `total_value` only where the cart isn't told as a change. */
export function requiredFields(fields, properties = {}) {
  const isDelta = ['add', 'remove'].includes(properties.action);
  return Object.keys(fields).filter((name) => isRequired(fields[name]) && !(isDelta && name === 'total_value'));
}
