// All carts, by what has become of them.

import { html, nothing } from '/assets/lit-html/lit-html.js';
import { get } from '../api.js';
import { count, countdown, duration, money, setClock, when } from '../format.js';
import { customer, empty, hrefOf, lines, note, pager, recoveryLink, stateLinks, table } from '../parts.js';

const STATES = { abandoned: 'Abandoned', open: 'Open', recovered: 'Recovered', emptied: 'Emptied' };
const EMPTY = {
  abandoned: (wait) => empty('No abandoned carts', `A cart comes here when it holds something and nothing of it has changed for ${wait}. Look under Open for those that are on their way.`),
  open: () => empty('No open carts', 'A cart comes here as soon as a shopper puts something into it. If shoppers do and nothing comes, ask whoever looks after your shop\'s tag.'),
  recovered: () => empty('Nothing recovered yet', 'Copy the link of an abandoned checkout into a message. Once its shopper follows it and orders, the cart stands here.'),
  emptied: () => empty('No emptied carts', 'A cart comes here when its shopper takes out the last thing.'),
};

const becomesAbandoned = ({ abandoned_at: at }) => {
  const left = countdown(at);
  return left === null ? html`<span class="badge warn">being counted as abandoned</span>` : html`abandoned in <span class="countdown">${left}</span>`;
};
const CELLS = {
  open: ['Next', becomesAbandoned],
  abandoned: ['Abandoned', ({ abandoned_at: at }) => when(at)],
  recovered: ['Ordered', ({ completed_at: at }) => when(at)],
  emptied: ['Emptied', ({ ended_at: at }) => when(at)],
};

const place = ({ checkout_id: checkout, state }) => (checkout && (state === 'open' || state === 'abandoned') ? html`<span class="badge">in checkout</span>` : nothing);
const preview = ({ cart_id: id }) => html`<a href=${hrefOf('preview', { cart: id })}>Preview a message</a>`;

function columnsOf(state) {
  const [label, cell] = CELLS[state];
  const holds = state === 'open' || state === 'abandoned';
  return [
    { label: 'Customer', cell: customer },
    ...(state === 'emptied' ? [] : [{ label: 'Cart', cell: (cart) => html`${lines(cart)}${place(cart)}` }, { label: 'Value', kind: 'amount', cell: ({ total_value: value, currency }) => money(value, currency) }]),
    ...(state === 'emptied' ? [{ label: 'First seen', cell: ({ created_at: at }) => when(at) }] : [{ label: 'Last change', cell: ({ updated_at: at }) => when(at) }]),
    ...(state === 'recovered' ? [{ label: 'Came back', cell: ({ came_back_at: at }) => when(at) }, { label: 'Order', cell: ({ order_id: id }) => id }] : []),
    { label, cell },
    ...(holds ? [{ label: 'Way back', cell: (cart) => html`${recoveryLink(cart.recovery_url)}${preview(cart)}` }] : []),
  ];
}

const howCounted = (wait) => note(html`
  <dl>
    <dt>Open</dt><dd>It holds something, and something of it has changed within ${wait}.</dd>
    <dt>Abandoned</dt><dd>It holds something, and nothing of it has changed for ${wait}, by the collector's clock. One that is changed again is open again. After 30 days without a change (or as many as your collector keeps carts) it is gone.</dd>
    <dt>Recovered</dt><dd>Its checkout was come back to by the link, and ordered after that. An order without the link closes the cart, and stands under Orders.</dd>
    <dt>Emptied</dt><dd>The shopper took out all of it, and it was never ordered.</dd>
  </dl>`);

export const carts = {
  label: 'Carts',
  title: 'Carts',
  lead: 'What shoppers have gathered, and what has become of it.',
  isLive: true,

  async load({ state = 'abandoned', cursor }) {
    const [page, { counts }] = await Promise.all([get('/v1/carts', { state, cursor }), get('/v1/carts/counts')]);
    setClock(page.at);
    return { ...page, counts };
  },

  render({ carts: rows, counts, next, abandoned_minutes: minutes }, { params }) {
    const { state = 'abandoned' } = params;
    const wait = duration(minutes);
    return html`
      ${stateLinks({ view: 'carts', label: 'What has become of them', states: STATES, state, counts, format: count })}
      ${rows.length === 0 ? EMPTY[state](wait) : table({ caption: `${STATES[state]} carts, newest first`, columns: columnsOf(state), rows, keyOf: (row) => row.cart_id + (row.checkout_id ?? '') })}
      ${pager({ view: 'carts', params, next })}
      ${howCounted(wait)}`;
  },
};
