// What every page has around its content: its language, the basket button with its count, signing in, the mark on the
// current page, the question for consent, and the QA strip.

import { languageLinks, translatePage } from '/i18n/page.js';
import { t } from '/i18n/language.js';
import { cartCount, subscribe } from '/shop/cart.js';
import { currentCustomer, signIn, signOut } from '/shop/customer.js';
import { mountQaStrip } from '/qa/strip.js';
import { mountConsentBanner } from './consent-banner.js';
import { byId, h } from './dom.js';
import { openDrawer } from './drawer.js';

function drawCount() {
  const count = cartCount();
  byId('cart-count').textContent = String(count);
  byId('cart-unit').textContent = t(count === 1 ? 'frame.items.one' : 'frame.items.other');
}

function drawCustomer() {
  const customer = currentCustomer();
  byId('sign-in').textContent = t(customer ? 'frame.sign-out' : 'frame.sign-in');
  byId('sign-in').title = customer ? t('frame.signed-in-as', customer) : t('frame.sign-in-as');
}

function toggleCustomer() {
  if (currentCustomer()) signOut();
  else signIn();
  drawCustomer();
}

function drawLanguages() {
  byId('languages').replaceChildren(...languageLinks().map(({ code, name, href, isCurrent }) =>
    h('a', { href, lang: code, hreflang: code, 'aria-current': isCurrent && 'true', test: `language-${code}` }, name)));
}

function markCurrentPage() {
  for (const link of document.querySelectorAll('[data-nav]')) {
    if (link.pathname === location.pathname) link.setAttribute('aria-current', 'page');
  }
}

translatePage();
byId('cart-open').addEventListener('click', openDrawer);
byId('sign-in').addEventListener('click', toggleCustomer);
subscribe(drawCount);
drawCustomer();
drawLanguages();
markCurrentPage();
mountConsentBanner();
mountQaStrip();
