// The shop's question whether it may count, above its head: a banner at the foot would cover what is bought with. It is
// there as the testers' switch for consent says; the shopper's word changes that switch, and Kago at once.

import { currentKago } from '/qa/watch.js';
import { isNormal, setSwitch, settingOf } from '/qa/switches.js';
import { h, redraw } from './dom.js';

const WORDS = {
  unknown: ['May we count what is looked at and bought here?', ['granted', 'denied']],
  granted: ['You let us count what you look at and buy.', ['denied']],
  denied: ['Nothing of your visit is counted.', ['granted']],
};
const LABELS = { granted: 'Allow', denied: 'Decline' };

const banner = h('section', { class: 'consent-banner', 'aria-label': 'Consent', test: 'consent-banner' });

function draw() {
  const { id } = settingOf('consent');
  const [text, answers] = WORDS[id];
  banner.dataset.state = id;
  redraw(banner, h('p', { test: 'consent-text', tabindex: '-1', 'data-focus-fallback': true }, text),
    h('div', { class: 'consent-answers' }, answers.map((answer) => h('button', {
      type: 'button', class: 'button', test: `consent-${answer}`, 'data-focus': answer, onclick: () => say(answer),
    }, LABELS[answer]))));
}

function say(answer) {
  setSwitch('consent', answer);
  draw();
  currentKago()?.setConsent(answer);
}

export function mountConsentBanner() {
  if (isNormal('consent')) return;
  document.querySelector('.site-header').before(banner);
  draw();
}
