// The testers' strip above a stand-in's pages. It hears of Kago what any script of the page may hear. It stands before the
// body and in a shadow tree: the theme's styles and scripts don't reach it, nor it them.

import { alarm, last, showBar } from './madobe/qa/bar.js';
import { askSoon, whileLooked } from './madobe/qa/delivery.js';
import { newEntry, showResult } from './madobe/qa/results.js';
import { resultsList } from './madobe/qa/results-list.js';
import { said } from './madobe/qa/said.js';
import { watched } from './madobe/qa/watch.js';
import { h } from './madobe/theme/dom.js';

const { qaShop: shop, qaCollector: collector, qaGuide: guide, qaKind: kind } = document.querySelector('script[data-qa-guide]').dataset;
const LOOK_MS = 1_000;
const OPEN_KEY = 'stand-in.qa-open';
/** Where Kago keeps by which name its timeline knows this tab (js/src/observe/timeline.ts). */
const TAB_KEY = 'kago.tab';
const IN_SANDBOX = 'Kago runs in the pixel’s sandbox, where no page can look: see the inspector';

/** A page with a pixel has none. */
const kagoOf = () => window.qaHeard.kago;

function mount() {
  const host = h('div', { class: 'qa-strip-host' });
  const sheets = ['madobe/styles/qa.css', 'strip.css'].map((file) => h('link', { rel: 'stylesheet', href: new URL(file, import.meta.url) }));
  host.attachShadow({ mode: 'open' }).append(...sheets, strip);
  document.body.before(host);
  showBar(strip);
  whileLooked(() => !below.hidden);
  show(sessionStorage.getItem(OPEN_KEY) === 'true');
  if (kind === 'pixel' && !document.querySelector('script[data-collector]')) last.textContent = IN_SANDBOX;
  window.qaHeard.said.forEach(hear);
  window.qaHeard.tell = hear;
  document.addEventListener('kago-loaded', askSoon);
  showVisits();
}

function show(isOpen) {
  below.hidden = !isOpen;
  toggle.setAttribute('aria-expanded', String(isOpen));
  sessionStorage.setItem(OPEN_KEY, String(isOpen));
  if (isOpen) askSoon();
}

function panel() {
  const say = (word) => () => kagoOf()?.setConsent(word);
  const toFresh = `/qa-strip/fresh?to=${encodeURIComponent(location.pathname)}`;
  return h('div', { class: 'qa-panel' }, said(), section('qa-calls', 'Events', resultsList(),
    h('p', { class: 'qa-buttons' },
      button('qa-flush', 'Flush', () => kagoOf()?.flush()), button('qa-fresh', 'Start afresh', () => location.assign(toFresh)),
      button('qa-allow', 'Allow', say('granted')), button('qa-decline', 'Decline', say('denied'))),
    h('p', { class: 'qa-links' },
      link(`${collector}/inspector/?shop=${shop}`, 'Events of this shop', 'inspector-link'), visits,
      link(`${guide}/scenarios/${shop}`, 'Scenarios', 'scenarios-link'), link(`${guide}/`, 'All shops', 'guide-link'))));
}

const section = (id, title, ...children) => h('section', { 'aria-labelledby': id }, h('h2', { id }, title), ...children);
const button = (test, label, onclick) => h('button', { type: 'button', test, onclick }, label);
const link = (href, text, test) => h('a', { href, target: '_blank', rel: 'noopener', test }, text);

/** The tab has its name once Kago has told of the first page in it. */
function showVisits() {
  const tab = sessionStorage.getItem(TAB_KEY);
  visits.hidden = !tab;
  visits.href = `${collector}/inspector/visits.html?tab=${tab}`;
  if (!tab) setTimeout(showVisits, LOOK_MS);
}

/** What the observers said of the shop, which nobody here called for. */
function hear({ name, result }) {
  showResult(newEntry(name), result);
  askSoon();
}

watched(kagoOf);
const visits = link('', 'What happened in this tab', 'visits-link');
const below = h('div', { class: 'qa-below', id: 'qa-below' }, panel());
const toggle = h('button', { type: 'button', class: 'qa-toggle', test: 'qa-toggle', 'aria-controls': 'qa-below', onclick: () => show(below.hidden) }, 'QA');
const strip = h('aside', { class: 'qa-strip', test: 'qa-strip', 'aria-label': 'QA' }, h('div', { class: 'qa-bar' }, toggle, last, alarm), below);

mount();
