// Who has bought for how much, in each currency by itself; at the head the whole shop.

import { html, nothing } from '/assets/lit-html/lit-html.js';
import { get, getExact } from '../api.js';
import { money, plural } from '../format.js';
import { customer, empty, hrefOf, note, pager, table } from '../parts.js';

const figureOf = (figure) => html`
  <div class="figure">
    <p class="figure-name">Revenue in ${figure.currency}</p>
    <p class="figure-value">${money(figure.revenue, figure.currency)}</p>
    <p class="soft">${plural(figure.total_orders, 'order')} · placed ${money(figure.placed, figure.currency)} · refunded ${money(figure.refunded, figure.currency)}</p>
  </div>`;

const each = (figures, cell) => (figures.length === 0 ? html`<span class="soft">–</span>` : figures.map((figure) => html`<span class="each">${cell(figure)}</span>`));
const columns = [
  { label: 'Customer', cell: ({ user_id: id, contact }) => customer({ customer_id: id, contact }) },
  { label: 'Revenue', kind: 'amount', cell: ({ figures }) => each(figures, ({ revenue, currency }) => money(revenue, currency)) },
  { label: 'Orders', kind: 'number', cell: ({ figures }) => each(figures, ({ total_orders: orders }) => orders) },
  { label: 'Placed', kind: 'number', cell: ({ figures }) => each(figures, ({ placed, currency }) => money(placed, currency)) },
  { label: 'Refunded', kind: 'number', cell: ({ figures }) => each(figures, ({ refunded, currency }) => money(refunded, currency)) },
  { label: 'Carts with something', kind: 'number', cell: ({ carts }) => carts },
];

function search(event) {
  event.preventDefault();
  const text = new FormData(event.currentTarget).get('who').trim();
  location.hash = hrefOf('customers', { [text.includes('@') ? 'email' : 'user_id']: text });
}

const howCounted = note(html`
  <dl>
    <dt>Revenue</dt><dd>What orders were placed for, less what was refunded. In each currency by itself: nothing is converted, and currencies are never added up.</dd>
    <dt>Orders</dt><dd>Orders placed, less those cancelled. One that several tabs tell of is one, by its number. A cancellation takes no revenue away: the refund does.</dd>
    <dt>A customer</dt><dd>Is known by the shop's own id, from when they log in. What the same browser did before that is theirs. They stand in the order of their ids.</dd>
    <dt>Name, address</dt><dd>As the shop's pages have said them; nobody has proven them.</dd>
  </dl>`);

export const customers = {
  label: 'Customers',
  title: 'Customers',
  lead: 'What each has ordered and got back, in each currency by itself.',

  async load({ user_id, email, cursor }) {
    const [page, { figures }] = await Promise.all([get('/v1/customers', { user_id, email, cursor }), getExact('/v1/figures')]);
    return { ...page, shop: figures };
  },

  render({ customers: rows, next, shop }, { params }) {
    const sought = params.user_id ?? params.email;
    return html`
      ${shop.length === 0 ? nothing : html`<section class="figures" aria-label="The whole shop">${shop.map(figureOf)}</section>`}
      <form class="search" role="search" @submit=${search}><label for="who">Find a customer</label>
        <input id="who" name="who" type="search" placeholder="id or e-mail address" autocomplete="off" .defaultValue=${sought ?? ''}> <button type="submit">Find</button>
        ${sought ? html`<a href=${hrefOf('customers')}>Show all</a>` : nothing}</form>
      ${rows.length > 0 ? table({ caption: 'Customers, by their ids', columns, rows, keyOf: (row) => row.user_id })
      : sought ? empty(`Nobody is "${sought}"`, 'Write the shop\'s whole id of the customer, or their whole e-mail address.')
      : empty('No customers yet', 'One comes here when a shopper logs in, and your shop\'s pages say who it is (identify).')}
      ${pager({ view: 'customers', params, next })}
      ${howCounted}`;
  },
};
