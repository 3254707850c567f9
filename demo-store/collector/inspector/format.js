// How values are shown. Refused events hold anything, so every function here
// takes any value and still says something.

const kinds = {
  'ecommerce.product_viewed': 'viewed',
  'ecommerce.cart_updated': 'cart',
  'kago.cart_emptied': 'emptied',
  'ecommerce.checkout_started': 'checkout',
  'ecommerce.order_placed': 'order',
  'ecommerce.order_cancelled': 'undone',
  'ecommerce.order_refunded': 'undone',
};

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

export const kindOf = (name) => kinds[name] ?? 'other';

/** The prefixes say nothing in a list of shop events. */
export const shortName = (name) => (name ?? '(no name)').replace(/^(ecommerce|kago)\./, '').replaceAll('_', ' ');

export const shortId = (id) => (id.length <= 14 ? id : `${id.slice(0, 5)}…${id.slice(-6)}`);

export const formatClock = (date) => clock.format(date).slice(0, 8);

export function formatTime(text) {
  const date = new Date(text ?? NaN);
  return Number.isNaN(date.getTime()) ? '--:--:--' : `${day.format(date)} ${clock.format(date)}`;
}

export function formatMoney(amount, currency) {
  if (amount === undefined || amount === null) return '';
  if (typeof amount !== 'number') return JSON.stringify(amount).slice(0, 20);
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' }).format(amount);
  } catch {
    return `${amount} ${typeof currency === 'string' ? currency.slice(0, 10) : '?'}`;
  }
}

const countOf = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

export function describeProducts(properties) {
  const products = properties?.products;
  if (!Array.isArray(products)) return typeof properties?.product_name === 'string' ? properties.product_name : '';
  const pieces = products.reduce((sum, product) => sum + (Number(product?.quantity) || 0), 0);
  const text = countOf(products.length, 'product');
  return pieces === products.length ? text : `${text}, ${countOf(pieces, 'piece')}`;
}

const pathOf = (address) => (URL.canParse(address) ? new URL(address).pathname : address);
const hostOf = (address) => (URL.canParse(address) ? new URL(address).host : address);

/** Which page it came from (what a collector isn't told of it says its shop's address), which shop, and who was there. */
export function describeOrigin({ page, tab, shop, user_id, anonymous_id, event, request }) {
  const parts = [
    [page ? pathOf(page) : hostOf(event?.properties?.source ?? request?.origin), page ?? 'where the shop is; pages in debug say which of its pages'],
    [tab && `tab ${tab}`, 'the browser\'s tab'],
    [shop, 'the shop, by its key'],
    [user_id ?? (anonymous_id && `browser ${shortId(anonymous_id)}`), user_id ? `user ${user_id}` : anonymous_id],
  ];
  return parts.filter(([text]) => typeof text === 'string' && text !== '');
}

/** In words, the first thing that was wrong. */
export function describeRefusal({ violations: [first, ...more], request }) {
  if (request) return request.error ?? '';
  if (typeof first !== 'object') return first ?? '';
  const text = `${first.path ?? ''}: ${first.expected ? `expected ${first.expected}` : first.code}`;
  return more.length > 0 ? `${text} (and ${more.length} more)` : text;
}

export const amountOf = (properties) => formatMoney(properties?.total_value ?? properties?.price, properties?.currency);

export function formatSince(text) {
  const minutes = Math.floor((Date.now() - Date.parse(text)) / 60_000);
  if (!(minutes >= 1)) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h ago` : `${Math.floor(minutes / 1440)} days ago`;
}
