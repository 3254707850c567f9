// Wires the inspector: stream -> filters -> list, with the head and the funnel
// told of each change.

import { fetchNewest, openLive } from './api.js';
import { byId, throttle } from './dom.js';
import { createFilters } from './filters.js';
import { createFunnel } from './funnel.js';
import { refreshCounts, showConnection, wireReset } from './head.js';
import { createList } from './list.js';
import { openPulse } from './pulse.js';

const refreshIntervalMs = 400;

let isPaused = false;
let missedWhilePaused = 0;
let clearedUpToId = 0;
let newestId = 0;
let connection = 'connecting';
/** When a collector that gives no answer gave its last. */
let silentSince = null;
let loadsBegun = 0;
/** Rows that came while a load was under way, which its answer may lack. */
let arrivedWhileLoading = null;

const filters = createFilters(byId('filters'), { onFilter, onSearch: search });
const list = createList(byId('events'), { onCart: filters.setCart });
const funnel = createFunnel(byId('funnel'), { onClose: showAllCarts });

async function refreshNow() {
  const { names, abandonedMinutes } = await refreshCounts();
  filters.offerNames(names);
  const { cart_id: wanted } = filters.read();
  await funnel.show(wanted === '' ? '' : list.onlyCart() || wanted, abandonedMinutes);
}

// A failed refresh is repeated by the load that follows the next connection.
const refresh = throttle(() => refreshNow().catch(() => {}), refreshIntervalMs);

function showEmptiness() {
  byId('empty').hidden = list.countVisible() > 0;
  byId('empty').textContent = newestId > clearedUpToId
    ? 'No event matches these filters.'
    : 'Nothing to show yet. Open the demo store and look at a product: its event appears here at once.';
}

function showWaiting() {
  byId('waiting').hidden = missedWhilePaused === 0;
  byId('waiting').textContent = `${missedWhilePaused} new, resume to see ${missedWhilePaused === 1 ? 'it' : 'them'}`;
}

/** At once with what is there: the collector's answer may take its time. */
function onFilter() {
  list.keep(filters.matches);
  showEmptiness();
  load();
}

function showAllCarts() {
  filters.focusCart();
  filters.setCart('');
}

async function load() {
  loadsBegun += 1;
  const mine = loadsBegun;
  arrivedWhileLoading = [];
  // Without an answer there is none to other questions either, which the pulse shows; then it is asked again.
  const rows = await fetchNewest(filters.query()).catch(() => null);
  if (rows === null) pulse.askNow();
  if (rows === null || mine !== loadsBegun) return;
  newestId = Math.max(newestId, rows[0]?.id ?? 0);
  list.show(rows.filter((row) => row.id > clearedUpToId && filters.matches(row)));
  arrivedWhileLoading.forEach(place);
  arrivedWhileLoading = null;
  showEmptiness();
  refresh();
}

function place(row) {
  if (row.id > clearedUpToId && filters.matches(row)) list.add(row);
}

function search(text) {
  list.search(text);
  showEmptiness();
}

function receive(row) {
  newestId = Math.max(newestId, row.id);
  refresh();
  if (isPaused) {
    missedWhilePaused += 1;
    showWaiting();
    return;
  }
  arrivedWhileLoading?.push(row);
  place(row);
  showEmptiness();
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
  if (since === null && !isPaused) load();
}

function setPaused(paused) {
  isPaused = paused;
  missedWhilePaused = 0;
  byId('pause').setAttribute('aria-pressed', String(paused));
  byId('pause').textContent = paused ? 'Resume' : 'Pause';
  showWaiting();
  showState(connection);
  if (!paused) load();
}

function clearView() {
  clearedUpToId = newestId;
  list.show([]);
  showEmptiness();
}

function startAnew() {
  clearView();
  load();
}

byId('pause').addEventListener('click', () => setPaused(!isPaused));
byId('waiting').addEventListener('click', () => {
  byId('pause').focus();
  setPaused(false);
});
byId('clear').addEventListener('click', clearView);
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target.matches('input, select')) return;
  event.preventDefault();
  filters.focusSearch();
});
wireReset();
// After each (re)connection the view is read anew: what came in between, a reset too, is in it.
const pulse = openPulse(onPulse);
openLive({ onOpen: load, onRow: receive, onReset: startAnew, onState: onStream });
