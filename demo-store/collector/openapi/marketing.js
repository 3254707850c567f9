// What the routes for marketing take and answer, for /openapi.json.

import { REFUSED, failure, integer, list, needs, object, orNull, text } from './words.js';

const amount = (description) => text(`${description}; a decimal, exact`);
const time = (description) => text(`${description}; ISO 8601`);
const products = list('Its lines', object('', {
  product_id: text('Product'), variant_id: text('Variant'), product_name: text('Name'), quantity: text('How many'), price: amount('Of one'), total: amount('Price times quantity'),
}));
const contact = { description: 'Of the customer; null without the scope read_customers, and where nobody has said any', type: ['object', 'null'] };
const common = {
  cart_id: orNull(text('Of the events')), checkout_id: orNull(text('Into which it has gone as it is')), order_id: orNull(text('The last that was made of it')), created_at: orNull(time('First heard of')),
  updated_at: orNull(time('Last change')), abandoned_at: orNull(time('From when on it counts as left, if nothing changes')), currency: orNull(text('ISO 4217')), total_value: orNull(amount('Its value')), products,
  customer_id: orNull(text('The user, where one was logged in')), contact, recovery_url: orNull(text('The way back')),
};
const won = { came_back_at: orNull(time('By the link, for the first time')), completed_at: orNull(time('Ordered after that')) };
const age = { at: time('The collector\'s clock'), abandoned_minutes: integer('Without a change for so long something counts as left') };
const next = orNull(text('The `cursor` of the next page; null at the end'));
const figures = list('One for each currency', object('Exact, never converted', {
  currency: text('ISO 4217'), placed: amount('Sum of orders'), refunded: amount('Sum of refunds'), revenue: amount('placed - refunded'),
  orders: integer('Distinct orders placed'), cancelled: integer('Distinct orders cancelled'), total_orders: integer('orders - cancelled'),
}));
const days = (properties) => ({ zone: text('Whose days these are'), days: list('In their order', object('', { day: text('2026-11-27'), ...properties })) });

const route = (scope, summary, description, answer) => ({
  tags: ['Marketing'], summary, description, security: needs(scope), response: { 200: object('', answer), 400: failure('A parameter that is wrong'), ...REFUSED },
});

export const toldOfMarketing = {
  carts: route('read_carts', 'Carts by what has become of them, newest first',
    'open: holds something, changed a moment ago; abandoned: unchanged for the shop\'s time; recovered: come back to by the link of its checkout and ordered after that; emptied: by the shopper, and never ordered.',
    { ...age, carts: list('', object('', { state: text(''), ...common, ended_at: orNull(time('When it was emptied')), ...won })), next }),
  cartCounts: route('read_carts', 'How many carts there are in each state', 'As /v1/carts lists them.',
    { ...age, counts: object('', { open: integer(''), abandoned: integer(''), recovered: integer(''), emptied: integer('') }) }),
  checkouts: route('read_orders', 'Abandoned or recovered checkouts, newest first', 'abandoned: as Shopify\'s list has them, without those that were won back; recovered: those.',
    { ...age, checkouts: list('', object('', { state: text(''), ...common, ...won })), next }),
  orders: route('read_orders', 'Orders with their refunds, newest first', 'Of refunds and cancellations of orders that nobody has told of only /v1/figures knows.', { at: age.at, orders: list('', object('', {
    order_id: text('Of the events'), cart_id: orNull(text('Of the events')), placed_at: time('When'), cancelled_at: orNull(time('When')), cancel_reason: orNull(text('Why')), currency: text('ISO 4217'),
    total_value: amount('What was paid'), refunds: list('Oldest first', object('', { at: time('When'), currency: text('ISO 4217'), total_value: amount('Given back') })),
    figures, customer_id: orNull(text('The user')), contact })), next }),
  customers: route('read_customers', 'Customers with their figures', 'In the order of their ids; the one with that user_id, or those with that e-mail address.', { customers: list('', object('', {
    user_id: text('The shop\'s'), contact, carts: integer('How many of theirs hold something; at most 100'), figures })), next }),
  recovery: route('read_orders', 'What became of checkouts, by the day on which they were begun', 'Of 30 days, at most 92: until today, where nothing is said.', { ...days({
    begun: integer('Checkouts that were begun'), ordered: integer('Ordered without having been left'), left: integer('Left for the shop\'s time without an order'),
    won_back: integer('Of these: come back to by the link, and ordered after that'), came_back: integer('Of these: ordered without the link'), waiting: integer('Not ordered, not left for so long yet') }),
  won_back: { ...figures, description: 'What the orders count for by which they were won back' } }),
  funnel: route('read_carts', 'How many shoppers came how far, by the day', 'Of 14 days, at most 31: until today, where nothing is said. By when the collector heard of it; each shopper once a day and step.', days({
    viewed: integer('Looked at a product'), cart: integer('Changed a cart'), checkout: integer('Began a checkout'), order: integer('Ordered') })),
};
