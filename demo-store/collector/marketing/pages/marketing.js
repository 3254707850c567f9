// The page around the views: who has signed in, which view the address names, what it has loaded. It renders all of it again each
// second, since times are relative and countdowns run; lit-html changes only what differs.

import { html, nothing, render } from '/assets/lit-html/lit-html.js';
import { get } from './api.js';
import { hrefOf } from './parts.js';
import { signIn, signOut, takeTokenOfAddress, tokenOf } from './session.js';
import { signInForm } from './sign-in.js';
import { carts } from './views/carts.js';
import { checkouts } from './views/checkouts.js';
import { customers } from './views/customers.js';
import { orders } from './views/orders.js';
import { preview } from './views/preview.js';
import { recovery } from './views/recovery.js';

const VIEWS = { carts, checkouts, preview, customers, orders, recovery };
const TICK_MS = 1_000;
/** What is new is there without a click. */
const RELOAD_MS = 3_000;
const app = document.getElementById('app');

const state = { view: 'carts', params: {}, data: null, error: null, signInError: null, loading: 0 };

function readAddress() {
  const [name, query] = location.hash.slice(1).split('?');
  state.view = Object.hasOwn(VIEWS, name) ? name : 'carts';
  state.params = Object.fromEntries(new URLSearchParams(query));
}

const failure = ({ status, message }) => html`
  <div class="failure" role="alert">
    <p class="empty-title">${status === 403 ? 'Your token isn\'t allowed to see this' : 'This could not be loaded'}</p>
    <p>${message} ${status === 403 ? 'Ask whoever runs your collector for a token that has it.' : nothing}</p>
    ${status === 403 ? nothing : html`<button type="button" @click=${() => load()}>Try again</button>`}
  </div>`;

const shell = () => html`
  <header class="top">
    <nav class="views" aria-label="Marketing">${Object.entries(VIEWS).map(([name, { label }]) => html`<a href=${hrefOf(name)} aria-current=${name === state.view ? 'page' : nothing}>${label}</a>`)}</nav>
    <button type="button" class="plain" @click=${leave}>Sign out</button>
  </header>
  <main>
    <h1 tabindex="-1">${VIEWS[state.view].title}</h1>
    <p class="lead">${VIEWS[state.view].lead}</p>
    ${state.error && state.data === null ? failure(state.error) : nothing}
    ${state.error && state.data !== null ? html`<p class="stale" role="alert">${state.error.message} What stands here is from before.</p>` : nothing}
    ${state.data === null ? (state.error ? nothing : html`<p class="soft">Loading…</p>`) : VIEWS[state.view].render(state.data, { params: state.params, reload: load, update: paint })}
  </main>`;

function paint() {
  document.title = tokenOf() ? `${VIEWS[state.view].label} · Kago for marketing` : 'Sign in · Kago for marketing';
  render(tokenOf() ? shell() : signInForm({ error: state.signInError, onToken: enter }), app);
}

/** What comes back after somebody has gone on is no longer asked for. */
async function load() {
  const mine = ++state.loading;
  try {
    const data = await VIEWS[state.view].load(state.params);
    if (mine !== state.loading) return;
    Object.assign(state, { data, error: null });
  } catch (error) {
    if (mine !== state.loading) return;
    if (error.status === 401) return leave('This token isn\'t one of this collector\'s, or has ended.');
    state.error = error;
  }
  paint();
}

function leave(error) {
  signOut();
  state.loading += 1;
  Object.assign(state, { data: null, error: null, signInError: typeof error === 'string' ? error : null });
  paint();
  document.getElementById('token').focus();
}

async function enter(token) {
  signIn(token);
  try {
    await get('/v1/carts/counts');
  } catch (error) {
    // Without that scope there are other pages to see.
    if (error.status !== 403) return leave(error.status === 401 ? 'This token isn\'t one of this collector\'s.' : error.message);
  }
  state.signInError = null;
  show();
}

function show({ focus = true } = {}) {
  readAddress();
  Object.assign(state, { data: null, error: null });
  paint();
  if (!tokenOf()) return;
  if (focus) app.querySelector('h1').focus();
  load();
}

takeTokenOfAddress();
addEventListener('hashchange', () => {
  takeTokenOfAddress();
  show();
});
show({ focus: false });
setInterval(paint, TICK_MS);
setInterval(() => { if (tokenOf() && !document.hidden && VIEWS[state.view].isLive && state.error?.status !== 403) load(); }, RELOAD_MS);
// Testers' pages are there with `--qa` only.
fetch('/inspector/', { method: 'HEAD' }).then(({ ok }) => { for (const link of document.querySelectorAll('.pages a')) link.hidden &&= !ok; }, () => {});
