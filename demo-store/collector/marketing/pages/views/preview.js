// A message as it would reach the shopper of a real cart: the template at the left, what it says at the right. Sends nothing.

import { html, nothing } from '/assets/lit-html/lit-html.js';
import { live } from '/assets/lit-html/directives/live.js';
import { get, post } from '../api.js';
import { money, plural, setClock } from '../format.js';
import { empty, hrefOf, note, say } from '../parts.js';

/** Previews are counted: so long after the last key. */
const QUIET_MS = 500;
const DRAFT = 'kago-marketing-draft';
const FIRST = `{% shopping_cart {{context.\${cart_id}}} -%}
Hello {{\${first_name} | default: 'there'}},

you left something with us:
{% for item in shopping_cart.products %}
- {{ item.quantity }} x {{ item.product_name }}{% endfor %}

Together {{ shopping_cart.total_value }} {{ shopping_cart.currency }}.
It is all still here: {{ shopping_cart.recovery_url }}
`;

let template = sessionStorage.getItem(DRAFT) ?? FIRST;
/** @type {{ text?: string | null, aborted?: string | null, error?: string } | null} */
let result = null;
let shown = '';
let waiting;

/** liquidjs ends its words with `, line:3, col:5`. */
const placeIn = (error) => /^(.*?)(?:, file:[^,]*)?, line:(\d+), col:(\d+)$/s.exec(error)?.slice(1);

async function renderNow(cart, update) {
  const asked = JSON.stringify([cart, template]);
  shown = asked;
  let answer;
  try {
    answer = await post('/v1/preview', { template, cart_id: cart });
  } catch (error) {
    answer = { error: error.message };
  }
  if (shown !== asked) return;
  result = answer;
  if (answer.error) say('The template has an error.');
  update();
}

function renderSoon(cart, update) {
  clearTimeout(waiting);
  waiting = setTimeout(() => renderNow(cart, update), QUIET_MS);
}

function goTo(line) {
  const field = document.getElementById('template');
  const begin = template.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  field.focus();
  field.setSelectionRange(begin, begin + template.split('\n')[line - 1].length);
}

function fault(error) {
  const [text, line, column] = placeIn(error) ?? [error];
  if (!line) return html`<div class="fault" role="alert"><p>${text}</p></div>`;
  const row = template.split('\n')[line - 1] ?? '';
  return html`
    <div class="fault" role="alert">
      <p><button type="button" @click=${() => goTo(Number(line))}>Line ${line}</button> ${text}</p>
      <pre><span class="soft">${line}</span> ${row}\n${' '.repeat(line.length + Number(column))}↑</pre>
    </div>`;
}

function outcome() {
  if (result === null) return html`<p class="soft">Rendering…</p>`;
  if (result.error !== undefined) return fault(result.error);
  if (result.aborted !== null) return html`<div class="withheld"><p><strong>Nobody would get this message.</strong></p><p>The template stops itself: ${result.aborted}.</p></div>`;
  return html`<pre class="message">${result.text}</pre>`;
}

const wordsOf = ({ cart_id: id, contact, customer_id: user, products, total_value: value, currency }) =>
  `${contact?.first_name || contact?.email || user || 'Not logged in'} · ${products.map(({ product_name: name }) => name).join(', ').slice(0, 60) || plural(products.length, 'product')} · ${money(value, currency)} · ${id.slice(0, 8)}`;

const gutter = (line) => html`<div class="gutter" aria-hidden="true">${template.split('\n').map((_, i) => html`<span class=${i + 1 === line ? 'faulty' : nothing}>${i + 1}</span>`)}</div>`;

const help = note(html`
  <dl>
    <dt>The template</dt><dd>Braze's Liquid. It is rendered for the cart that you choose, with what its shopper has in it now. Nothing is sent, and your draft stays in this tab only.</dd>
    <dt><code>{% shopping_cart … %}</code></dt><dd>From there on <code>shopping_cart</code> is the cart: <code>products</code>, <code>total_value</code>, <code>currency</code>, <code>recovery_url</code>. A cart that was ordered or emptied since stops the message.</dd>
    <dt><code>\${first_name}</code></dt><dd>And <code>\${last_name}</code>, <code>\${email_address}</code>, <code>\${phone_number}</code>, <code>\${user_id}</code>: the shopper's, where they have logged in and your token may read customers.</dd>
  </dl>`, 'How this works');

export const preview = {
  label: 'Message preview',
  title: 'Message preview',
  lead: 'Write a message, and see it as the shopper of a real cart would get it. Nothing is sent.',

  async load({ cart }) {
    const [abandoned, open] = await Promise.all(['abandoned', 'open'].map((state) => get('/v1/carts', { state, limit: 50 })));
    setClock(abandoned.at);
    const carts = [...abandoned.carts, ...open.carts];
    result = null;
    return { carts, chosen: cart ?? carts[0]?.cart_id };
  },

  render({ carts, chosen }, { update }) {
    if (chosen === undefined) return empty('No cart to try it on', 'A message is previewed on a cart that holds something. Put something into your shop\'s cart, and come back.');
    if (shown !== JSON.stringify([chosen, template]) && result === null) renderNow(chosen, update);
    const line = Number(placeIn(result?.error ?? '')?.[1]);
    const onInput = (event) => {
      template = event.currentTarget.value;
      sessionStorage.setItem(DRAFT, template);
      renderSoon(chosen, update);
      update();
    };
    return html`
      <div class="choice"><label for="cart">For the cart of</label>
        <select id="cart" @change=${(event) => { location.hash = hrefOf('preview', { cart: event.currentTarget.value }); }}>
          ${carts.some(({ cart_id: id }) => id === chosen) ? nothing : html`<option value=${chosen} selected>${chosen}</option>`}
          ${carts.map((cart) => html`<option value=${cart.cart_id} ?selected=${cart.cart_id === chosen}>${wordsOf(cart)}</option>`)}
        </select></div>
      <div class="bench">
        <section><h2><label for="template">Template</label></h2>
          <div class="editor">${gutter(line)}<textarea id="template" wrap="off" spellcheck="false" rows=${Math.max(template.split('\n').length, 12)} aria-invalid=${line ? 'true' : 'false'} .value=${live(template)} @input=${onInput}></textarea></div></section>
        <section aria-labelledby="message-title"><h2 id="message-title">Message</h2>${outcome()}</section>
      </div>
      ${help}`;
  },
};
