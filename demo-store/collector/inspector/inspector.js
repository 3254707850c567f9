// Wires the inspector: stream -> feed -> list, with the head and the funnel told of each change.

import { loadAbout } from './about.js';
import { fetchCount, openLive } from './api.js';
import { byId, throttle } from './dom.js';
import { createFeed } from './feed.js';
import { createFilterForm } from './filter-form.js';
import { queryOf } from './filter.js';
import { createFunnel } from './funnel.js';
import { refreshCounts, showConnection, wireReset } from './head.js';
import { createLinked } from './linked.js';
import { createList } from './list.js';
import { openPulse } from './pulse.js';
import { showResults } from './results.js';

const refreshIntervalMs = 400;

let isPaused = false;
let missedWhilePaused = 0;
let connection = 'connecting';
/** When a collector that gives no answer gave its last. */
let silentSince = null;
/** How many rows match, and how many there are. */
let counts = { matching: 0, all: 0 };

const filters = createFilterForm(byId('filters'), { onFilter });
const list = createList(byId('events'), { onCart: filters.setCart });
const linked = createLinked(byId('linked'), { onCart: filters.setCart });
const funnel = createFunnel(byId('funnel'), { onClose: showAllCarts });
const feed = createFeed(list, { readFilter: filters.read, onChange: show, onLoaded, onFailure });

function show() {
  showResults({ shown: list.count(), ...counts, filter: filters.read(), feed });
}

async function refreshNow() {
  const { names, abandonedMinutes, all } = await refreshCounts();
  filters.offerNames(names);
  const query = queryOf(filters.read());
  counts = { matching: query.length > 0 ? await fetchCount(query) : all, all };
  show();
  const { cart_id: wanted } = filters.read();
  await funnel.show(wanted === '' ? '' : list.onlyCart() || wanted, abandonedMinutes);
}

// A failed refresh is repeated by the load that follows the next connection.
const refresh = throttle(() => refreshNow().catch(() => {}), refreshIntervalMs);

function showWaiting() {
  byId('waiting').hidden = missedWhilePaused === 0;
  byId('waiting').textContent = `${missedWhilePaused} new, resume to see ${missedWhilePaused === 1 ? 'it' : 'them'}`;
}

function showFault(text) {
  byId('fault').hidden = text === '';
  byId('fault').textContent = text;
}

function onFilter() {
  showFault('');
  feed.filter();
}

function onLoaded() {
  showFault('');
  show();
  refresh();
}

/** Without an answer there is none to other questions either, which the pulse shows; then it is asked again. */
function onFailure({ status, message }) {
  if (status === 400) showFault(`The filter can't be used. ${message}`);
  else pulse.askNow();
}

function showAllCarts() {
  filters.focusCart();
  filters.setCart('');
}

function receive(row) {
  refresh();
  linked.receive(row);
  if (!isPaused) return feed.receive(row);
  if (feed.pass(row)) missedWhilePaused += 1;
  showWaiting();
}

function showState(state) {
  connection = state;
  showConnection(isPaused && state === 'live' ? 'paused' : state, silentSince);
}

function onStream(state) {
  showState(state);
  if (state === 'broken') pulse.askNow();
}

function onPulse(since) {
  silentSince = since;
  showState(connection);
  if (since === null && !isPaused) feed.load();
}

function setPaused(paused) {
  isPaused = paused;
  missedWhilePaused = 0;
  byId('pause').setAttribute('aria-pressed', String(paused));
  byId('pause').textContent = paused ? 'Resume' : 'Pause';
  showWaiting();
  showState(connection);
  if (!paused) feed.load();
}

/** What is said of findings has to be known before they are drawn. */
async function begin() {
  await loadAbout().then(filters.offerShops, () => {});
  linked.load();
  feed.load();
}

function startAnew() {
  feed.forget();
  begin();
}

byId('pause').addEventListener('click', () => setPaused(!isPaused));
byId('waiting').addEventListener('click', () => {
  byId('pause').focus();
  setPaused(false);
});
byId('clear').addEventListener('click', () => feed.clear(true));
byId('uncleared').addEventListener('click', () => {
  byId('clear').focus();
  feed.clear(false);
  feed.load();
});
byId('older').addEventListener('click', feed.loadOlder);
// An endless list, for who scrolls.
new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && feed.loadOlder(), { rootMargin: '600px' }).observe(byId('older'));
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target.matches('input, select, textarea')) return;
  event.preventDefault();
  filters.focusSearch();
});
wireReset();
// After each (re)connection the view is read anew: what came in between, a reset too, is in it.
const pulse = openPulse(onPulse);
openLive({ onOpen: begin, onRow: receive, onReset: startAnew, onState: onStream });
