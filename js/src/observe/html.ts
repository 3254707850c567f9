// Plain HTML shops, by the data-kago-* attributes that their developers have put on what is there
// (docs/platforms/html.md, core/platform/html.cc). A cart that the page shows is read; only where none is
// shown do clicks on "add" and "remove" count.

import { debouncer } from './common/debouncer';
import { ownedTexts, whenReady } from './common/owned';
import type { Observe, Shop } from './shop';
import {
  HTML_ADD, HTML_CART, HTML_CHECKOUT, HTML_ORDER, HTML_PRODUCT, HTML_REMOVE, type Selection,
} from '../generated/selections';

const PRODUCT = '[data-kago-product]';
const CART = '[data-kago-cart]';
const ORDER = '[data-kago-order]';
const WHOLE = `${PRODUCT},${CART},${ORDER}`;
const ACTIONS = ['add', 'remove', 'checkout'] as const;
const SELECTIONS: Record<string, Selection> = {
  product: HTML_PRODUCT, cart: HTML_CART, order: HTML_ORDER, checkout: HTML_CHECKOUT, add: HTML_ADD, remove: HTML_REMOVE,
};
const marksIn = (selection: Selection) => Object.keys(selection).filter((name) => !/product|cart|lines/.test(name));
const PARTS = marksIn(HTML_ADD);
const TOTALS = marksIn(HTML_CART);

const WATCHED = ['product', 'cart', 'order', 'checkout', 'view', ...PARTS, ...TOTALS].map((key) => `data-kago-${key}`).concat('href', 'src', 'aria-busy');

type Marks = Record<string, unknown>;

export const observe: Observe = (shop) => {
  const owned = ownedTexts();
  const handed = new Map<string, string>();
  const due = debouncer(shop, readCart);
  const { hint } = due;

  const see = (what: string, marks: Marks) => void shop.see(what, marks, SELECTIONS[what]);

  /** The product and the order are said as soon as they stand there. */
  function look(): void {
    const product = document.querySelector(`${PRODUCT}[data-kago-view]`);
    const order = document.querySelector(ORDER);
    const found = { product: product && marksOf(product), order: order && withLines(order) };
    const is = owned(Object.values(found).map((marks) => JSON.stringify(marks)));
    for (const [what, marks] of Object.entries(found)) if (marks && is(JSON.stringify(marks))) handOver(what, marks);
  }

  /** As the server has sent it, at once: later another tab may have changed it. */
  function firstCart(): void {
    const cart = cartShown();
    if (!cart) return;
    if (isReturn()) handed.set('cart', JSON.stringify(withLines(cart)));
    else if (cart.querySelector(PRODUCT)) readCart();
    else hint(); // a script may be about to fill it
  }

  function changed(): void {
    look();
    if (cartShown()) hint();
  }

  function handOver(what: string, marks: Marks): void {
    const text = JSON.stringify(marks);
    if (handed.get(what) === text) return;
    handed.set(what, text);
    see(what, marks);
  }

  function readCart(): void {
    const cart = cartShown();
    if (cart) handOver('cart', withLines(cart));
  }

  function act(what: (typeof ACTIONS)[number], element: Element): void {
    const cart = cartShown();
    if (what === 'checkout') {
      if (cart) readCart();
      see(what, { ...(cart && withLines(cart)), checkout: element.getAttribute('data-kago-checkout') });
      return;
    }
    const product = element.closest(PRODUCT);
    if (cart) hint();
    else if (product) see(what, marksOf(product));
    else shop.warn(`data-kago-${what} is in no element with data-kago-product`, element);
  }

  // A cart is said anew when it changes only: one that the browser has kept may be out of date.
  function begin(): void {
    handed.delete('product');
    look();
  }

  whenReady(shop.listen, () => {
    firstCart();
    begin();
    onMarks(shop, changed);
    shop.on('allowed', () => {
      firstCart();
      begin();
    });
  });
  // Not within the call that has found the view to be another.
  shop.on('view', () => shop.after(0, begin));
  shop.on('denied', () => handed.clear());
  shop.on('back', changed);
  // Whatever waits is said before the page may be gone.
  shop.on('hide', due.now);
  shop.on('end', due.now);
  onActions(shop, act, () => {
    if (cartShown()) hint();
  });
};

/** The cart that has something in it, of several; none that is still being filled. */
function cartShown(): Element | undefined {
  const carts = [...document.querySelectorAll(`${CART}:not([aria-busy=true])`)];
  return carts.find((cart) => cart.querySelector(PRODUCT)) ?? carts[0];
}

function withLines(whole: Element): Marks {
  return { ...marksOf(whole, TOTALS), lines: [...whole.querySelectorAll(PRODUCT)].map((line) => marksOf(line)) };
}

/** By "back": the page may come from the browser's cache, as it was then (HTML, "populating a session history entry"). */
const isReturn = () => (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming)?.type === 'back_forward';

/** What is marked on the element and on those within that belong to it. */
function marksOf(whole: Element, parts = PARTS): Marks {
  const marks: Marks = {};
  for (const name of ['product', 'cart', 'order']) marks[name] = whole.getAttribute(`data-kago-${name}`) ?? undefined;
  for (const part of parts) {
    const mark = `[data-kago-${part}]`;
    const isOwn = (element: Element) => element.matches(mark) && element.closest(WHOLE) === whole && isChosen(element);
    const at = [whole, ...whole.querySelectorAll(mark)].find(isOwn);
    marks[part] = at && valueOf(at, part);
  }
  marks.currency ??= whole.closest('[data-kago-currency]')?.getAttribute('data-kago-currency') ?? undefined;
  return marks;
}

const isChosen = (element: any) => element.type !== 'radio' || element.checked;

/** The attribute's value; of an empty one what the element itself has. */
function valueOf(element: any, part: string): string {
  const own = part === 'url' ? element.href : part === 'image' ? element.src : element.value || element.defaultValue;
  return element.getAttribute(`data-kago-${part}`) || own || element.textContent.trim();
}

/** Hears of marked elements that come or change, whoever changes them. */
function onMarks(shop: Shop, changed: () => void): void {
  let waits = false;
  const around = (node: Node) => (node instanceof Element ? node : node.parentElement)?.closest(WHOLE);
  const within = (node: Node) => node instanceof Element && (node.matches(WHOLE) || node.querySelector(WHOLE));
  const observer = new MutationObserver(shop.guard((records) => {
    if (waits || !records.some(({ target, addedNodes }) => around(target) || [...addedNodes].some(within))) return;
    waits = true;
    shop.after(0, () => {
      waits = false;
      changed();
    });
  }));
  shop.until(() => observer.disconnect());
  // Not the body: frameworks that load pages themselves put another one in its place.
  observer.observe(document, { subtree: true, childList: true, characterData: true, attributeFilter: WATCHED });
}

/** Ahead of the shop's own listeners: the page may be left with this very click. */
function onActions(shop: Shop, act: (what: (typeof ACTIONS)[number], element: Element) => void, other: () => void): void {
  const heard = (from: Element | null | undefined, isSubmit: boolean) => {
    for (const what of ACTIONS) {
      const element = from?.closest(`[data-kago-${what}]`);
      // A button of a form counts when the form is really sent, a form never by a click within.
      if (element && (isSubmit || !sends(element))) act(what, element);
    }
    other();
  };
  shop.listen(document, 'click', ({ target }) => heard(target, false), { capture: true });
  shop.listen(document, 'change', other, { capture: true });
  shop.listen(document, 'submit', ({ target, submitter }) => heard(submitter ?? target, true), { capture: true });
}

const sends = (element: any) => element.matches('form') || (element.form && element.type === 'submit');
