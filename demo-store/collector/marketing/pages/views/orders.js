// Orders, with what was given back of each.

import { html, nothing } from '/assets/lit-html/lit-html.js';
import { get } from '../api.js';
import { money, setClock, when } from '../format.js';
import { customer, empty, note, pager, stateLinks, table } from '../parts.js';

const STATES = { any: 'All', refunded: 'Refunded', cancelled: 'Cancelled' };
const EMPTY = {
  any: empty('No orders yet', 'One comes here when a shopper sees the page that thanks for it.'),
  refunded: empty('Nothing was refunded', 'Refunds come from the shop\'s pages, or from its server by the same events.'),
  cancelled: empty('Nothing was cancelled', 'Cancellations come from the shop\'s pages, or from its server by the same events.'),
};

const refundsOf = ({ refunds }) => (refunds.length === 0 ? html`<span class="soft">none</span>` : html`
  <ul class="lines">${refunds.map(({ at, total_value: value, currency }) => html`<li>${money(value, currency)} <span class="soft">${when(at)}</span></li>`)}</ul>`);

/** What a refund in another currency counts for stands there too. */
const leftOf = ({ figures }) => figures.map(({ revenue, currency }) => html`<span class="each">${money(revenue, currency)}</span>`);

const stateOf = ({ cancelled_at: cancelled, cancel_reason: reason, refunds }) => [
  cancelled ? html`<div><span class="badge bad">cancelled</span> ${reason ? html`<span class="soft small">${reason}</span>` : nothing}</div>` : nothing,
  refunds.length > 0 ? html`<div><span class="badge warn">refunded</span></div>` : nothing,
  !cancelled && refunds.length === 0 ? html`<div><span class="badge good">placed</span></div>` : nothing,
];

const columns = [
  { label: 'Order', cell: ({ order_id: id }) => html`<span class="who">${id}</span>` },
  { label: 'Customer', cell: customer },
  { label: 'Placed', cell: ({ placed_at: at }) => when(at) },
  { label: 'State', cell: stateOf },
  { label: 'Paid', kind: 'number', cell: ({ total_value: value, currency }) => money(value, currency) },
  { label: 'Refunds', cell: refundsOf },
  { label: 'Revenue', kind: 'amount', cell: leftOf },
];

const howCounted = note(html`
  <dl>
    <dt>An order</dt><dd>Is one by its number, however often it is told of; its latest word counts. It is placed when its shopper sees the page that thanks for it, or when your server says so.</dd>
    <dt>Revenue</dt><dd>What was paid, less what was refunded, to the digit, in each currency by itself.</dd>
    <dt>Cancelled</dt><dd>Counts as one order less. It takes no revenue away until it is refunded.</dd>
    <dt>Not here</dt><dd>Refunds and cancellations of orders that nobody has told of. Your shop's figures, under Customers, have them.</dd>
  </dl>`);

export const orders = {
  label: 'Orders',
  title: 'Orders and refunds',
  lead: 'What was ordered, what was given back of it, and what is left.',

  async load({ state = 'any', cursor }) {
    const page = await get('/v1/orders', { state, cursor });
    setClock(page.at);
    return page;
  },

  render({ orders: rows, next }, { params }) {
    const { state = 'any' } = params;
    return html`
      ${stateLinks({ view: 'orders', label: 'Which orders', states: STATES, state })}
      ${rows.length === 0 ? EMPTY[state] : table({ caption: `${STATES[state]} orders, newest first`, columns, rows, keyOf: (row) => row.order_id })}
      ${pager({ view: 'orders', params, next })}
      ${howCounted}`;
  },
};
