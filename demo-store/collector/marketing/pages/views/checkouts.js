// Checkouts that were begun and not ordered, each with the link that leads its shopper back; and those that were won back.

import { html } from '/assets/lit-html/lit-html.js';
import { get } from '../api.js';
import { countdown, duration, money, setClock, when } from '../format.js';
import { customer, empty, hrefOf, lines, note, pager, recoveryLink, stateLinks, table } from '../parts.js';

const STATES = { abandoned: 'Abandoned', recovered: 'Recovered' };
const EMPTY = {
  abandoned: empty('No abandoned checkouts', 'One comes here when a shopper goes to pay, and stays until they order.'),
  recovered: empty('Nothing recovered yet', 'Copy the link of an abandoned checkout into a message. Once its shopper follows it and orders, the checkout stands here.'),
};

const left = ({ abandoned_at: at }) => {
  const rest = countdown(at);
  return rest === null ? when(at) : html`not yet: <span class="countdown">${rest}</span>`;
};
const shared = [
  { label: 'Customer', cell: customer },
  { label: 'Checkout', cell: lines },
  { label: 'Value', kind: 'amount', cell: ({ total_value: value, currency }) => money(value, currency) },
  { label: 'Begun', cell: ({ created_at: at }) => when(at) },
];
const COLUMNS = {
  abandoned: [...shared, { label: 'Left', cell: left },
    { label: 'Way back', cell: ({ recovery_url: url, cart_id: id }) => html`${recoveryLink(url)}${id ? html`<a href=${hrefOf('preview', { cart: id })}>Preview a message</a>` : ''}` }],
  recovered: [...shared, { label: 'Came back', cell: ({ came_back_at: at }) => when(at) }, { label: 'Ordered', cell: ({ completed_at: at }) => when(at) }, { label: 'Order', cell: ({ order_id: id }) => id }],
};

const howCounted = (wait) => note(html`
  <dl>
    <dt>Abandoned</dt><dd>Begun, and not ordered since, as long as its cart is kept (30 days without a change, or as your collector has it). It is here from its first moment: "Left" says since when nothing of it has changed for ${wait}, or how long it takes until then.</dd>
    <dt>Recovered</dt><dd>Its shopper came by the link, and ordered after that. A program that opens the links of mails, as scanners do, counts for nothing.</dd>
    <dt>Way back</dt><dd>Leads to your own cart page, on whatever device, and fills the cart again. It is good for as long as the cart is kept, and opens an empty page once it was ordered or emptied. Where your collector knows no page of your shop for it (<code>KAGO_RECOVER_URLS</code>), it is the address that the shop itself gives its checkouts, and nobody knows who came by it.</dd>
  </dl>`);

export const checkouts = {
  label: 'Checkouts',
  title: 'Abandoned checkouts',
  lead: 'Begun and not ordered, with the link that brings each shopper back.',
  isLive: true,

  async load({ state = 'abandoned', cursor }) {
    const page = await get('/v1/checkouts', { state, cursor });
    setClock(page.at);
    return page;
  },

  render({ checkouts: rows, next, abandoned_minutes: minutes }, { params }) {
    const { state = 'abandoned' } = params;
    return html`
      ${stateLinks({ view: 'checkouts', label: 'What has become of them', states: STATES, state })}
      ${rows.length === 0 ? EMPTY[state] : table({ caption: `${STATES[state]} checkouts, newest first`, columns: COLUMNS[state], rows, keyOf: (row) => row.checkout_id })}
      ${pager({ view: 'checkouts', params, next })}
      ${howCounted(duration(minutes))}`;
  },
};
