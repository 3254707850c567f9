// The shop's question whether it may count, above its head: a banner at the foot would cover what is bought with. It is
// there as the testers' switch for consent says; the shopper's word changes that switch, and Kago at once.

import { currentKago } from '/qa/watch.js';
import { isNormal, settingOf, switchNow } from '/qa/switches.js';
import { t } from '/i18n/language.js';
import { h, redraw } from './dom.js';

const ANSWERS = { unknown: ['granted', 'denied'], granted: ['denied'], denied: ['granted'] };
const LABELS = { granted: 'consent.allow', denied: 'consent.decline' };

const banner = h('section', { class: 'consent-banner', 'aria-label': t('consent.label'), test: 'consent-banner' });

function draw() {
  const { id } = settingOf('consent');
  banner.dataset.state = id;
  redraw(banner, h('p', { test: 'consent-text', tabindex: '-1', 'data-focus-fallback': true }, t(`consent.${id}`)),
    h('div', { class: 'consent-answers' }, ANSWERS[id].map((answer) => h('button', {
      type: 'button', class: 'button', test: `consent-${answer}`, 'data-focus': answer, onclick: () => say(answer),
    }, t(LABELS[answer])))));
}

function say(answer) {
  switchNow('consent', answer);
  draw();
  currentKago()?.setConsent(answer);
}

export function mountConsentBanner() {
  if (isNormal('consent')) return;
  document.querySelector('.site-header').before(banner);
  draw();
}
