// What every page has around its content: the basket button with its count, signing in, the mark on
// the current page, the question for consent, and the QA strip.

import { cartCount, subscribe } from '/shop/cart.js';
import { currentCustomer, signIn, signOut } from '/shop/customer.js';
import { mountQaStrip } from '/qa/strip.js';
import { mountConsentBanner } from './consent-banner.js';
import { byId } from './dom.js';
import { openDrawer } from './drawer.js';

function drawCount() {
  const count = cartCount();
  byId('cart-count').textContent = String(count);
  byId('cart-unit').textContent = count === 1 ? ' item' : ' items';
}

function drawCustomer() {
  const customer = currentCustomer();
  byId('sign-in').textContent = customer ? 'Sign out' : 'Sign in';
  byId('sign-in').title = customer ? `Signed in as ${customer.name} (${customer.id})` : 'As the demonstration customer';
}

function toggleCustomer() {
  if (currentCustomer()) signOut();
  else signIn();
  drawCustomer();
}

function markCurrentPage() {
  for (const link of document.querySelectorAll('[data-nav]')) {
    if (link.pathname === location.pathname) link.setAttribute('aria-current', 'page');
  }
}

byId('cart-open').addEventListener('click', openDrawer);
byId('sign-in').addEventListener('click', toggleCustomer);
subscribe(drawCount);
drawCustomer();
markCurrentPage();
mountConsentBanner();
mountQaStrip();
