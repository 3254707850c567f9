// WooCommerce (platforms.md 4.1, 4.2). Its events are told in jQuery or as block events, and none says
// what the cart holds: each is a hint to read it from the Store API. What its replies carry of tokens and
// nonces is in their headers, which nobody looks at here.

import { onBody } from '../common/body';
import { cartReader, readJson } from '../common/cart-reader';
import { pageData } from '../common/page-data';
import { onRequest } from '../common/requests';
import type { Stop } from '../../page/listen';
import type { Observe, Shop } from '../shop';
import { watchWordPressConsent } from './wordpress-consent';
import { WOOCOMMERCE_CART, WOOCOMMERCE_CHECKOUT, WOOCOMMERCE_ORDER, WOOCOMMERCE_PRODUCT } from '../../generated/selections';

const CART_EVENTS = 'added_to_cart removed_from_cart updated_cart_totals updated_wc_div wc_cart_emptied updated_checkout';
const BLOCK_EVENTS = ['wc-blocks_added_to_cart', 'wc-blocks_removed_from_cart', 'wc-blocks_store_sync_required'];
// Kago's own read of `wc/store/v1/cart` is none of them, nor is the order, which empties the cart.
const API_WRITE = /\/wc\/store(\/v1)?\/(cart\/.|batch)/;
const AJAX_WRITE = /^(?!get_).*(cart|coupon|item|quantity|shipping|order_review)/;
const CART_COOKIE = /(^|; )woocommerce_(items_in_cart|cart_hash)=[^;]/;
const ORDER_FAILED = '.woocommerce-thankyou-order-failed,.wc-block-order-confirmation-status__actions,' +
  '[class*=order-confirmation-status-failed],[class*=order-confirmation-status-cancelled]';
/** A form whose variation is chosen from the start says so 100 ms after it was set up. */
const VARIATION_MS = 500;
/** One with more variations than the page holds asks for it first. */
const ANSWER_MS = 2_500;

export const observe: Observe = (shop) => {
  if (document.readyState !== 'loading') start(shop);
  else shop.listen(document, 'DOMContentLoaded', () => start(shop), { once: true });
};

function start(shop: Shop): void {
  watchWordPressConsent(shop);
  watchProduct(shop);
  // The cart that an order has emptied says so after the order.
  if (isOn('order-received')) void seeOrder(shop).catch(() => {}).then(() => shop.after(0, () => watchCart(shop)));
  else watchCart(shop);
}

/** The kind of page, whatever its address is called in the shop's language. */
const isOn = (page: string) => document.body.classList.contains(`woocommerce-${page}`);
const isOnCheckout = () => isOn('checkout') && !isOn('order-received') && !isOn('order-pay');

function watchCart(shop: Shop): void {
  let changed = false;
  let inCheckout = false;

  const cart = cartReader(shop, async () => {
    // Most visitors have no cart: without its cookie only a change that was heard is worth a request.
    if (!changed && !CART_COOKIE.test(document.cookie) && !isOn('cart') && !isOn('checkout')) return undefined;
    const reply = await readCart();
    if (!isOnCheckout() || !reply?.items?.length) return reply;
    if (!inCheckout) shop.after(0, () => void shop.see('checkout', { cart: reply }, WOOCOMMERCE_CHECKOUT));
    inCheckout = true;
    return reply;
  }, WOOCOMMERCE_CART, isOnCheckout);

  shop.on('denied', () => { inCheckout = false; });
  const hint = () => {
    changed = true;
    cart.hint();
  };
  onRequest(shop, isCartWrite, hint);
  for (const type of BLOCK_EVENTS) shop.listen(window, type, hint);
  onJQuery(shop, CART_EVENTS, hint);
  onJQuery(shop, 'wc_fragments_refreshed', cart.hint); // every shopper's first page says so
}

function isCartWrite(path: string, { searchParams }: URL): boolean {
  return API_WRITE.test(searchParams.get('rest_route') ?? path) || AJAX_WRITE.test(searchParams.get('wc-ajax') ?? '') ||
    searchParams.has('add-to-cart');
}

/** WordPress may be in a folder, its API elsewhere or in a query parameter. The shopper's session is on this host. */
function apiRoot(): string {
  const link = document.querySelector<HTMLLinkElement>('link[rel="https://api.w.org/"]')?.href;
  const [folder] = ((window as any).wc_add_to_cart_params?.wc_ajax_url ?? '/').split('?');
  const { pathname, search } = new URL(link ?? `${folder}wp-json/`, location.href);
  return pathname + search;
}

/** Whose order it is, the cart tells: its own order has taken it along (core/platform/woocommerce.cc). */
async function seeOrder(shop: Shop): Promise<void> {
  const id = new URLSearchParams(location.search).get('order-received') ?? /\/(\d+)\/?$/.exec(location.pathname)?.[1];
  if (!id) return;
  let isSaid = false;
  const say = async (cart?: unknown) => {
    if (isSaid) return;
    isSaid = true;
    await shop.see('order', { id, failed: document.querySelector(ORDER_FAILED) !== null, cart }, WOOCOMMERCE_ORDER);
  };
  const read = async () => shop.allowed() ? say(await readCart().catch(() => undefined)) : undefined;
  shop.on('denied', () => { isSaid = false; });
  shop.on('allowed', read);
  shop.on('end', () => void say()); // no time for a read
  await read();
}

const readCart = () => readJson(`${apiRoot()}wc/store/v1/cart`);

function watchProduct(shop: Shop): void {
  let product: ReturnType<typeof productOfPage>;
  /** Calls off what is due. */
  let due: Stop | undefined;
  let again = isAnswerToForm();

  const see = () => {
    due?.();
    due = undefined;
    // The address changes before the page does.
    if (product?.path !== location.pathname) return;
    const { id, form } = product;
    product.variation ??= form && chosenIn(form);
    void shop.see('product', { id, variation: product.variation, again, page: pageData(shop) }, WOOCOMMERCE_PRODUCT);
    again = false;
  };

  onBody(shop, () => {
    due?.();
    product = productOfPage();
    if (!product) return;
    const { form } = product;
    const look = () => {
      if (isAsking(form)) due = shop.after(ANSWER_MS, see);
      else see();
    };
    due = shop.after(form ? VARIATION_MS : 0, look);
  });
  for (const when of ['hide', 'end'] as const) shop.on(when, () => due && see());
  shop.on('view', see);
  shop.on('allowed', see);
  onJQuery(shop, 'found_variation', ({ target }, chosen) => shop.after(0, () => {
    // Bundles and quick views have forms of their own.
    if (!product || !target.matches(`form.variations_form[data-product_id="${product.id}"]`)) return;
    product.variation = chosen;
    see();
  }));
}

function productOfPage(): { id?: string; path: string; form: HTMLFormElement | null; variation?: unknown } | undefined {
  if (!document.body.classList.contains('single-product')) return undefined;
  return {
    id: /\bpostid-(\d+)/.exec(document.body.className)?.[1] ?? document.querySelector<HTMLInputElement>('form.cart [name="add-to-cart"]')?.value,
    path: location.pathname,
    form: document.querySelector<HTMLFormElement>('form.variations_form'),
  };
}

/**
 * A form without ajax posts to its own page, which then shows the same product: to the shopper still the view before it.
 * Links to a variation have a query; a reload is a view of its own.
 */
function isAnswerToForm(): boolean {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return document.referrer.split('?')[0] === location.href.split('#')[0] && navigation?.type === 'navigate';
}

const variationIn = (form: HTMLFormElement) => form.querySelector<HTMLInputElement>('[name=variation_id]')?.value;

/** What was chosen before anyone here listened. A form with many variations doesn't hold them, nor their prices. */
function chosenIn(form: HTMLFormElement): unknown {
  const id = variationIn(form);
  const known = JSON.parse(form.dataset.product_variations || '[]') || [];
  return known.find(({ variation_id }: { variation_id: unknown }) => String(variation_id) === id);
}

/** All is chosen, and which variation that is the shop hasn't answered yet. */
function isAsking(form: HTMLFormElement | null): boolean {
  return form?.dataset.product_variations === 'false' && !Number(variationIn(form)) &&
    Array.from(form.querySelectorAll('select')).every(({ value }) => value);
}

interface JQueryBody {
  on(types: string, listener: (event: { target: Element }, detail: unknown) => void): unknown;
  off(types: string, listener: (event: { target: Element }, detail: unknown) => void): unknown;
}

/** jQuery's events don't reach `addEventListener`, and optimisers hold its script back until the first touch. */
function onJQuery(shop: Shop, types: string, heard: (event: { target: Element }, detail: unknown) => void): void {
  const listener = shop.guard(heard);
  let known: unknown[] = [];
  let on: JQueryBody | undefined;
  const look = () => {
    const { jQuery } = window as any;
    if (!jQuery || (known[0] === jQuery && known[1] === document.body)) return;
    known = [jQuery, document.body];
    on = jQuery(document.body) as JQueryBody;
    on.on(types, listener);
  };
  onBody(shop, () => shop.after(0, look));
  shop.listen(document, 'load', look, { capture: true }); // of each script: `load` doesn't bubble
  shop.until(() => on?.off(types, listener));
}
