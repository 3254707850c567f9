// How many checkouts that were left came back, over time; and how far shoppers came, by the day.

import { html } from '/assets/lit-html/lit-html.js';
import { get } from '../api.js';
import { count, dayText, duration, money, plural, share } from '../format.js';
import { empty, note, stateLinks, table } from '../parts.js';
import { meter, sharePlot } from '../plot.js';

const RANGES = { 7: '7 days', 30: '30 days', 90: '90 days' };
const FUNNEL_DAYS_MAX = 14;
/** Days that the line is of, where there are more. */
const SPAN = 7;
const DAY_MS = 86_400_000;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';

/** @param {string} day the last one @returns {string} of so many, the first */
const firstOf = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) - (days - 1) * DAY_MS).toISOString().slice(0, 10);
const sum = (days, name) => days.reduce((total, day) => total + day[name], 0);

const fact = (name, value, more) => html`<div class="fact"><p class="figure-name">${name}</p><p class="figure-value">${value}</p><p class="soft">${more}</p></div>`;

function facts({ days, won_back: won }) {
  const [left, back] = [sum(days, 'left'), sum(days, 'won_back')];
  return html`<div class="facts">
    ${fact('Recovery rate', share(back, left), 'recovered of those that were left')}
    ${fact('Recovered', count(back), `of ${plural(left, 'checkout')} that ${left === 1 ? 'was' : 'were'} left`)}
    ${won.length === 0 ? fact('Recovered revenue', '–', 'no order by a link yet') : won.map(({ currency, revenue, total_orders: orders }) => fact(`Recovered revenue in ${currency}`, money(revenue, currency), `${plural(orders, 'order')}, less refunds`))}
  </div>`;
}

const recoveryColumns = [
  { label: 'Day', cell: ({ day }) => html`<span class="who">${dayText(day)}</span>` },
  { label: 'Begun', kind: 'number', cell: ({ begun }) => count(begun) },
  { label: 'Ordered at once', kind: 'number', cell: ({ ordered }) => count(ordered) },
  { label: 'Left', kind: 'number', cell: ({ left }) => count(left) },
  { label: 'Recovered', kind: 'number', cell: ({ won_back: back }) => count(back) },
  { label: 'Came back by themselves', kind: 'number', cell: ({ came_back: back }) => count(back) },
  { label: 'Still waiting', kind: 'number', cell: ({ waiting }) => count(waiting) },
  { label: 'Rate', kind: 'number', cell: ({ left, won_back: back }) => share(back, left) },
];

const step = (name) => ({ [name]: value, ...day }) => {
  const most = Math.max(value, ...['viewed', 'cart', 'checkout', 'order'].map((other) => day[other] ?? 0));
  return html`<span class="step-count">${count(value)}</span>${meter(value, most)}`;
};
const funnelColumns = [
  { label: 'Day', cell: ({ day }) => html`<span class="who">${dayText(day)}</span>` },
  { label: 'Looked at a product', cell: step('viewed') },
  { label: 'Filled a cart', cell: step('cart') },
  { label: 'Began a checkout', cell: step('checkout') },
  { label: 'Ordered', cell: step('order') },
];

const howRecoveryIsCounted = (wait) => note(html`
  <dl>
    <dt>A day</dt><dd>Is one in your time zone, ${zone}. A checkout counts on the day on which it was begun, whatever day it is recovered on: so the last days still rise.</dd>
    <dt>Left</dt><dd>Begun, and ${wait} went by without a change and without its order; and all that were recovered. One whose cart is gone after its days stays left.</dd>
    <dt>Recovered</dt><dd>Come back to by the link, and ordered after that.</dd>
    <dt>Came back by themselves</dt><dd>Left, and ordered later without the link. They are no part of the rate.</dd>
    <dt>Recovered revenue</dt><dd>What those orders were placed for, less what was refunded of them, in each currency by itself.</dd>
  </dl>`);

const howFunnelIsCounted = note(html`
  <dl>
    <dt>A shopper</dt><dd>Is the user, where somebody has logged in on that browser, else the browser. Each counts once a day in each step.</dd>
    <dt>A step</dt><dd>Counts who did just that on that day. Who filled the cart yesterday and orders today is in today's last step alone, so a later step may be higher than one before it.</dd>
    <dt>More days</dt><dd>Can't be added up: who comes on two days is one shopper.</dd>
  </dl>`);

/** A token may be allowed to see one half of the page. */
const ifAllowed = (path, query) => get(path, query).catch((error) => {
  if (error.status !== 403) throw error;
  return { refusal: error };
});

const closed = ({ message }) => html`<div class="failure"><p class="empty-title">Your token isn't allowed to see this</p><p>${message}</p></div>`;

function recoveryView(recovered, state) {
  if (recovered.refusal) return closed(recovered.refusal);
  if (sum(recovered.days, 'begun') === 0) return empty('No checkouts in this time', 'Once shoppers begin to check out, you see here how many are left, and how many come back.');
  const isLong = recovered.days.length > SPAN;
  return html`
    ${facts(recovered)}
    <div class="panel">
      <ul class="legend"><li>Checkouts that were left</li><li class="of-part">recovered of these</li><li class="of-share">recovery rate${isLong ? ` of the ${SPAN} days until then` : ''}</li></ul>
      ${sharePlot({ name: `Checkouts that were left and the share that was recovered, by the day of the last ${RANGES[state] ?? RANGES[30]}. The table below has the numbers.`, days: recovered.days.map(({ day, left, won_back: part }) => ({ day, whole: left, part })), span: isLong ? SPAN : 1 })}
    </div>
    <details class="numbers"><summary>The numbers by the day</summary>
      ${table({ caption: 'What became of checkouts, by the day on which they were begun', columns: recoveryColumns, rows: recovered.days.filter(({ begun }) => begun > 0).reverse(), keyOf: ({ day }) => day })}
    </details>`;
}

function funnelView(funnel) {
  if (funnel.refusal) return closed(funnel.refusal);
  const seen = funnel.days.filter((day) => day.viewed + day.cart + day.checkout + day.order > 0).reverse();
  if (seen.length === 0) return empty('Nobody was there in this time', 'Days stand here on which shoppers looked at products, filled carts or ordered.');
  return table({ caption: 'How many shoppers came how far, newest day first', columns: funnelColumns, rows: seen, keyOf: ({ day }) => day });
}

export const recovery = {
  label: 'Recovery',
  title: 'Recovery and funnel',
  lead: 'How many of the checkouts that were left came back by your links, and how far shoppers come.',

  async load({ state: range = '30' }) {
    const days = Number(Object.hasOwn(RANGES, range) ? range : '30');
    const today = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' }).format();
    const [counts, recovered, funnel] = await Promise.all([
      ifAllowed('/v1/carts/counts'), ifAllowed('/v1/recovery', { zone, from: firstOf(today, days), to: today }), ifAllowed('/v1/funnel', { zone, from: firstOf(today, Math.min(days, FUNNEL_DAYS_MAX)), to: today })]);
    if (recovered.refusal && funnel.refusal) throw recovered.refusal;
    return { minutes: counts.abandoned_minutes, recovered, funnel };
  },

  render({ minutes, recovered, funnel }, { params }) {
    const { state = '30' } = params;
    return html`
      ${stateLinks({ view: 'recovery', label: 'Of how many days', states: RANGES, state })}
      ${recoveryView(recovered, state)}
      ${howRecoveryIsCounted(minutes === undefined ? 'the time after which a cart is abandoned' : duration(minutes))}
      <h2>Funnel by day</h2>
      <p class="lead">How many shoppers did what, each once a day.</p>
      ${funnelView(funnel)}
      ${howFunnelIsCounted}`;
  },
};
