// What several of the pages are made of.

import { html, nothing } from '/assets/lit-html/lit-html.js';
import { repeat } from '/assets/lit-html/directives/repeat.js';
import { money } from './format.js';

/** The address of a page of these. @param {string} view @param {Record<string, string | undefined>} [params] */
export function hrefOf(view, params = {}) {
  const set = Object.entries(params).filter(([, value]) => value !== undefined && value !== '');
  return `#${view}${set.length > 0 ? `?${new URLSearchParams(set)}` : ''}`;
}

/** Said to whoever can't see it. */
export function say(text) {
  document.getElementById('said').textContent = text;
}

/**
 * Roles are written out: on a phone each row is a card, and a browser would no longer tell it as one of a table.
 * @param {{ caption: string, columns: { label: string, cell: (row: any) => unknown, kind?: string }[], rows: any[], keyOf: (row: any) => string }} parts
 */
export const table = ({ caption, columns, rows, keyOf }) => html`
  <table role="table">
    <caption class="unseen">${caption}</caption>
    <thead role="rowgroup"><tr role="row">${columns.map(({ label, kind }) => html`<th role="columnheader" scope="col" class=${kind ?? ''}>${label}</th>`)}</tr></thead>
    <tbody role="rowgroup">${repeat(rows, keyOf, (row) => html`
      <tr role="row">${columns.map(({ label, cell, kind }) => html`<td role="cell" class=${kind ?? ''} data-label=${label}>${cell(row)}</td>`)}</tr>`)}
    </tbody>
  </table>`;

/** @param {{ view: string, label: string, states: Record<string, string>, state: string, counts?: Record<string, number>, format: (count: number) => string }} parts */
export const stateLinks = ({ view, label, states, state, counts, format }) => html`
  <nav class="states" aria-label=${label}>${Object.entries(states).map(([name, text]) => html`
    <a href=${hrefOf(view, { state: name })} aria-current=${name === state ? 'page' : nothing}>${text}${counts ? html` <span class="tally">${format(counts[name])}</span>` : nothing}</a>`)}
  </nav>`;

export const pager = ({ view, params, next }) => (next === null && !params.cursor ? nothing : html`
  <nav class="pager" aria-label="Pages of this list">
    ${params.cursor ? html`<a href=${hrefOf(view, { ...params, cursor: undefined })}>Back to the newest</a>` : nothing}
    ${next === null ? html`<span>These are the oldest.</span>` : html`<a href=${hrefOf(view, { ...params, cursor: next })}>Older ones</a>`}
  </nav>`);

export const empty = (title, what) => html`<div class="empty"><p class="empty-title">${title}</p><p>${what}</p></div>`;

export const note = (content, title = 'How this is counted') => html`<details class="note"><summary>${title}</summary>${content}</details>`;

const nameOf = ({ first_name: first, last_name: last }) => [first, last].filter(Boolean).join(' ');

/** Who it is, as far as somebody has said, and the token may know. */
export function customer({ customer_id: id, contact }) {
  if (!id) return html`<span class="soft">not logged in</span>`;
  const name = contact && nameOf(contact);
  const reach = contact && [contact.email, contact.phone].filter(Boolean);
  return html`<span class="who">${name || id}</span>${reach?.map((text) => html`<span class="reach">${text}</span>`)}${name ? html`<span class="soft small">${id}</span>` : nothing}`;
}

export const lines = ({ products, currency }) => (products.length === 0 ? html`<span class="soft">nothing</span>` : html`
  <ul class="lines">${products.map(({ product_name: name, quantity, total }) => html`
    <li><span class="times">${quantity} ×</span> ${name} <span class="soft">${money(total, currency)}</span></li>`)}</ul>`);

async function copy(event) {
  const button = event.currentTarget;
  try {
    await navigator.clipboard.writeText(button.value);
    button.textContent = 'Copied';
    say('The link is copied.');
  } catch {
    button.textContent = 'Not allowed here';
    say('The browser doesn\'t let this page copy. Open the link, and copy its address.');
  }
  setTimeout(() => { button.textContent = 'Copy link'; }, 2_000);
}

/** The way back for the shopper, to be put into a message. */
export const recoveryLink = (url) => (url ? html`
  <div class="link"><button type="button" class="copy" value=${url} @click=${copy}>Copy link</button>
    <a href=${url} target="_blank" rel="noopener">Open</a></div>`
  : html`<span class="soft">none</span>`);
