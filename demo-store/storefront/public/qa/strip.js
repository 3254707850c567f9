// The testers' strip above every page: what the last call came to, what keeps events from leaving, which switches are on,
// and the way to the panel. Not a part of the shop.

import { h } from '/theme/dom.js';
import { alarm, last, showBar } from './bar.js';
import { askSoon, whileLooked } from './delivery.js';
import { panel } from './panel.js';
import { focusAgain, normalButton } from './switch-groups.js';
import { onSwitched, shortly } from './switches.js';

const OPEN_KEY = 'madobe.qa-open';

const toggle = h('button', {
  type: 'button', class: 'qa-toggle', test: 'qa-toggle', 'data-focus': 'qa-toggle', 'aria-controls': 'qa-below', onclick: () => show(below.hidden),
}, 'QA');
const below = h('div', { class: 'qa-below', id: 'qa-below' }, panel(), h('p', { class: 'qa-foot' }, normalButton()));
const on = h('strong', { class: 'qa-on', test: 'qa-on' });
const strip = h('aside', { class: 'qa-strip', test: 'qa-strip', 'aria-label': 'QA', lang: 'en' },
  h('div', { class: 'qa-bar' }, toggle, last, on, alarm),
  below);

export function mountQaStrip() {
  document.querySelector('.skip-link').after(strip);
  showBar(strip);
  onSwitched(() => { on.textContent = shortly().join(' · '); });
  whileLooked(() => !below.hidden);
  show(wasOpen());
  focusAgain(strip);
  watchLoading();
}

function show(isOpen) {
  below.hidden = !isOpen;
  toggle.setAttribute('aria-expanded', String(isOpen));
  strip.toggleAttribute('data-open', isOpen);
  rememberOpen(isOpen);
  if (isOpen) askSoon();
}

function watchLoading() {
  document.querySelector('script[data-kago]')?.addEventListener('error', () => {
    last.className = 'qa-last bad';
    last.textContent = 'Kago did not load; the shop goes on';
  });
}

function wasOpen() {
  try {
    return sessionStorage.getItem(OPEN_KEY) === 'true';
  } catch {
    return false;
  }
}

function rememberOpen(open) {
  try {
    sessionStorage.setItem(OPEN_KEY, String(open));
  } catch {
    // Blocked storage: the panel starts closed on each page.
  }
}
