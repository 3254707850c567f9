// What happened on each page, in order: the pages that told of themselves at the left, the timeline of the chosen one at
// the right, with how its queue stands now. Asked for each second, while anybody looks.

import { html, nothing, render } from '/assets/lit-html/lit-html.js';
import { repeat } from '/assets/lit-html/directives/repeat.js';
import { getJson } from './api.js';
import { byId } from './dom.js';
import { formatSince, formatTime } from './format.js';
import { standingView } from './visit-standing.js';
import { entryView } from './visit-entry.js';
import { isWanted, kindsOf } from './visit-words.js';

const LOOK_MS = 1_000;
const VISITS = 100;
const ENTRIES_PER_LOOK = 500;

/** Which page is looked at, and of which tab alone, is in the address: a link leads another tester to it. */
const chosen = () => new URLSearchParams(location.search).get('page');
const tabChosen = () => new URLSearchParams(location.search).get('tab');

const state = { visits: [], visit: null, entries: [], kind: 'all', follows: true, error: '' };

async function look() {
  const tab = tabChosen();
  state.visits = (await getJson('/v1/qa/visits', [['limit', VISITS], ...(tab ? [['tab', tab]] : [])])).visits;
  const page = chosen() ?? state.visits[0]?.page;
  if (!page) return Object.assign(state, { visit: null, entries: [] });
  if (state.visit?.page !== page) state.entries = [];
  let found;
  do {
    found = await getJson(`/v1/qa/visits/${encodeURIComponent(page)}`, [['limit', ENTRIES_PER_LOOK], ['after', state.entries.at(-1)?.n ?? 0]]);
    state.entries = [...state.entries, ...found.entries];
  } while (found.entries.length === ENTRIES_PER_LOOK);
  state.visit = found.visit;
}

function choose(event, page) {
  event.preventDefault();
  const query = new URLSearchParams(location.search);
  query.set('page', page);
  history.pushState(null, '', `?${query}`);
  void refresh();
}

function onlyTab(tab) {
  history.pushState(null, '', tab ? `?tab=${encodeURIComponent(tab)}` : location.pathname);
  void refresh();
}

/** A page tells something each half a minute; browsers let timers of a tab in the background wait for a minute. */
const SILENCE_MS_MAX = 100_000;
const isThere = ({ shown, seen_at: seen }) => shown !== 'left' && Date.now() - seen < SILENCE_MS_MAX;
const CLOCK_MS_MAX = 60_000;
/** A page's own clock may be anywhere; the collector's says when it was heard last. */
const clockOf = ({ opened_at: opened, seen_at: seen }) => (opened > seen + CLOCK_MS_MAX ? html` · <strong>its clock is ahead</strong>` : nothing);
const pathOf = (url) => (URL.canParse(url) ? new URL(url).pathname : url);

function visitItem(visit) {
  const { page, title, url, shop, origin, opened_at: opened, events, status } = visit;
  const waiting = status?.stored ?? 0;
  return html`<li>
    <a href="?page=${page}" aria-current=${page === state.visit?.page ? 'true' : nothing} @click=${(event) => choose(event, page)}>
      <span class="where"><span class="dot" data-there=${isThere(visit)} title=${isThere(visit) ? 'open' : 'left'}></span>${title || pathOf(url)}</span>
      <span class="soft">${pathOf(url)} · ${shop || 'unknown key'} · ${new URL(origin).host}</span>
      <span class="soft">${formatTime(new Date(opened).toISOString()).slice(0, -4)}, last heard ${formatSince(new Date(visit.seen_at).toISOString())}${clockOf(visit)} · tab ${visit.tab} · ${events} event${events === 1 ? '' : 's'}${waiting > 0 ? html` · <strong>${waiting} waiting</strong>` : nothing}</span>
    </a>
  </li>`;
}

function visitsView() {
  const tab = tabChosen();
  return html`
    ${tab ? html`<p class="only">Only tab ${tab} <button type="button" @click=${() => onlyTab('')}>All tabs</button></p>` : nothing}
    <ol class="visit-list">${repeat(state.visits, ({ page }) => page, visitItem)}</ol>`;
}

const emptyView = html`<div class="empty-visits">
  <h2>No page has told anything yet</h2>
  <p>Pages with <code>data-debug</code> on the tag, or <code>debug: true</code>, tell this collector what happens on them: what
    they saw, what became of it, and why nothing came where nothing did. Open one, the demo shop for instance.</p>
  <p>If yours has it and isn't here, it sends to another collector, or its Kago could not be loaded: its console says so.</p>
</div>`;

const kindButton = ([kind, words]) => html`<label><input type="radio" name="kind" .checked=${state.kind === kind}
  @change=${() => { state.kind = kind; draw(); }}><span>${words}</span></label>`;

function visitView() {
  const { visit, entries } = state;
  if (!visit) return emptyView;
  const wanted = entries.filter((entry) => isWanted(entry, state.kind));
  return html`
    <div class="visit-head">
      <h2>${visit.title || pathOf(visit.url)}</h2>
      <p class="soft">${/^https?:/i.test(visit.url) ? html`<a href=${visit.url}>${visit.url}</a>` : visit.url}</p>
      <p class="soft">Page ${visit.page.slice(0, 8)} of tab ${visit.tab} <button type="button" @click=${() => onlyTab(visit.tab)}>Only this tab</button>
        · <a href="/inspector/?visit=${visit.page}">its events</a> · ${visit.shop ? html`shop “${visit.shop}”` : 'the write key is of no shop here'} · ${visit.sources || 'own calls'} · Kago ${visit.version}</p>
    </div>
    ${standingView(visit, isThere(visit))}
    <div class="tools">
      <fieldset class="segments"><legend>Show</legend>${kindsOf.map(kindButton)}</fieldset>
      <label class="follow"><input type="checkbox" .checked=${state.follows} @change=${(event) => { state.follows = event.target.checked; }}> Follow</label>
    </div>
    <ol class="timeline" aria-label="What happened on this page, oldest first">
      ${repeat(wanted, ({ n }) => n, (entry) => entryView(entry, visit))}
    </ol>
    ${wanted.length === 0 ? html`<p class="soft">Nothing of that kind has happened here.</p>` : nothing}`;
}

function draw() {
  const end = document.documentElement;
  const isAtEnd = innerHeight + scrollY >= end.scrollHeight - 60;
  const before = byId('visit').querySelectorAll('.timeline > li').length;
  render(visitsView(), byId('visits'));
  render(visitView(), byId('visit'));
  const grew = byId('visit').querySelectorAll('.timeline > li').length > before;
  if (state.follows && grew && before > 0 && isAtEnd) scrollTo({ top: end.scrollHeight });
  byId('connection').dataset.state = state.error ? 'broken' : 'live';
  byId('connection').textContent = state.error || 'live';
}

async function refresh() {
  try {
    await look();
    state.error = '';
  } catch (error) {
    // The last that was known stays, and says that it is old.
    state.error = error.status ? error.message : 'the collector does not answer';
  }
  draw();
}

async function watch() {
  if (document.visibilityState === 'visible') await refresh();
  setTimeout(watch, LOOK_MS);
}

addEventListener('popstate', () => void refresh());
void watch();
