// BigCommerce's Stencil storefronts (platforms.md 3). The cart is read from the storefront API after the
// theme's own requests; BODL, the data layer that a shop may have switched on, knows no cart id and
// isn't told of other quantities, so of the cart its events are no more than hints.

import { cartReader, readJson } from './common/cart-reader';
import { pageData } from './common/page-data';
import { onRequest } from './common/requests';
import type { Observe, Shop } from './shop';
import { BIGCOMMERCE_CART, BIGCOMMERCE_CHECKOUT, BIGCOMMERCE_ORDER, BIGCOMMERCE_PRODUCT } from '../generated/selections';

const API = '/api/storefront/';
/** So that our own reads are no hints: a theme may read the carts too, or post to them, but not like this. */
const OWN_QUERY = '?include=lineItems.digitalItems.options';
// All may stand below a language ("/fr-ca/checkout"): stencil-utils asks there (`secureBaseUrl`).
const CART_REQUEST = /^(\/[\w-]+)?\/(remote\/v1\/(cart\/|apply-code|gift-)|api\/storefront\/(carts|checkouts?)(\/|$)|cart\.php$|graphql$)/;
const CHECKOUT_PAGE = /^(\/[\w-]{2,5})?\/(embedded-)?checkout(\.php)?\/?$/;
const ORDER_PAGE = /^(\/[\w-]{2,5})?\/(embedded-)?checkout\/order-confirmation(?:\/(\d+))?\/?$/;
const ORDER_REQUEST = /\/api\/storefront\/orders\/(\d+)$/;

/** BODL may come after its page; how long we wait for its word. */
const BODL_MS = 1_000;

const here = window as any;
const path = () => location.pathname;
const isInCheckout = () => CHECKOUT_PAGE.test(path());

export const observe: Observe = (shop) => {
  for (const leaf of ['loaded', 'updated']) {
    onBodl(shop, 'consent', leaf, ({ analytics }) => shop.consent(analytics ? 'granted' : 'denied'));
  }
  watchOrder(shop);
  // By then the order has taken the cart: its empty reply would say that the shopper emptied it.
  if (ORDER_PAGE.test(path())) return;
  watchCart(shop);
  watchProduct(shop);
};

/** BODL's leaves take a callback each; there are none unless the shop has switched it on. */
function onBodl(shop: Shop, group: string, leaf: string, heard: (payload: any) => void): void {
  const subscribe = () => {
    const events = here.bodlEvents?.[group];
    if (typeof events?.[leaf] !== 'function') return false;
    events[leaf](shop.guard((payload: unknown) => shop.after(0, () => heard(payload ?? {}))));
    return true;
  };
  // docs: after load. Its scripts may listen for that too.
  if (!subscribe()) whenLoaded(shop, subscribe);
}

function whenLoaded(shop: Shop, work: () => void): void {
  if (document.readyState === 'complete') work();
  else shop.listen(window, 'load', () => void shop.after(0, work));
}

function watchCart(shop: Shop): void {
  let content: unknown;
  let isSaid = false;
  const cart = cartReader(shop, async () => {
    const carts = await readJson(`${API}carts${OWN_QUERY}`);
    content = carts?.[0];
    return carts;
  }, BIGCOMMERCE_CART, isInCheckout);

  const checkout = shop.guard(async (bodl?: unknown) => {
    if (!bodl && !isInCheckout()) return;
    await cart.now();
    if (isSaid || !(content || bodl)) return;
    isSaid = true;
    const { status } = await shop.see('checkout', { cart: content, bodl }, BIGCOMMERCE_CHECKOUT);
    if (status === 'held') isSaid = false;
  });

  onRequest(shop, (name, { search }) => search !== OWN_QUERY && CART_REQUEST.test(name), cart.hint);
  for (const leaf of ['addItem', 'removeItem']) onBodl(shop, 'cart', leaf, cart.hint);
  onBodl(shop, 'checkout', 'checkoutBegin', checkout);
  shop.on('view', () => {
    isSaid = false;
    checkout();
  });
  shop.on('denied', () => { isSaid = false; });
  shop.on('allowed', checkout);
  checkout();
}

/** What quick views show comes in answers that a page can't read. */
function watchProduct(shop: Shop): void {
  let bodl: unknown;
  let chosen: unknown;
  /** The page's product; that of the form which was changed last. */
  let own: string | undefined;
  let touched: string | undefined;
  let seenAt = path();
  let isSaid = false;

  function product(): void {
    const attributes = here.BCData?.product_attributes;
    if (isSaid || !(attributes || bodl)) return;
    isSaid = true;
    own ??= productIn(document);
    const words = chosen ? { attributes: chosen, chosen: true } : { attributes, bodl };
    void shop.see('product', { ...words, productId: own, page: pageData(shop) }, BIGCOMMERCE_PRODUCT);
  }

  function again(): void {
    if (seenAt !== path()) bodl = chosen = own = undefined;
    seenAt = path();
    isSaid = false;
    product();
  }

  onBodl(shop, 'product', 'pageViewed', (payload) => {
    bodl = payload;
    product();
  });
  shop.listen(document, 'change', ({ target }) => { touched = productIn(target.closest?.('form')); }, { capture: true });
  // Cornerstone since 6.13, of quick views too; `content` and `data` were swapped until 6.19.1.
  shop.listen(document, 'onProductOptionsChanged', ({ detail }) => {
    own ??= productIn(document);
    if (touched && touched !== own) return;
    chosen = [detail.data, detail.content].find((one) => one?.v3_variant_id);
    if (!chosen) return; // not all is chosen yet
    isSaid = false;
    product();
  });
  whenLoaded(shop, () => void shop.after(here.bodlEvents ? BODL_MS : 0, product));
  shop.on('hide', product);
  shop.on('end', product);
  shop.on('view', again);
  shop.on('allowed', again); // what was seen while consent was denied is gone
}

const productIn = (part: ParentNode | null | undefined) => part?.querySelector<HTMLInputElement>('input[name=product_id]')?.value;

function watchOrder(shop: Shop): void {
  let orderId: string | undefined;
  let bodl: any;
  let isRead = false;
  let isSaid = false;

  function handOver(order?: unknown): void {
    if (isSaid) return;
    isSaid = true;
    void shop.see('order', { orderId, order, bodl }, BIGCOMMERCE_ORDER);
  }

  const order = shop.guard(async (id?: string) => {
    orderId ??= id;
    if (!orderId || isRead || !shop.allowed()) return;
    isRead = true;
    const reply = await readJson(`${API}orders/${orderId}`).catch(() => undefined);
    if (reply || bodl || !here.bodlEvents) handOver(reply);
    else shop.after(BODL_MS, handOver);
  });

  // The page reads its own order too; its address tells which one.
  const requested = (name: string) => {
    const [, id] = (ORDER_PAGE.test(path()) && ORDER_REQUEST.exec(name)) || [];
    orderId ??= id;
    return id !== undefined;
  };

  onBodl(shop, 'checkout', 'orderPurchased', (payload) => {
    bodl = payload;
    order(String(payload.order_id ?? ''));
  });
  onRequest(shop, requested, () => order());
  shop.on('allowed', () => {
    isRead = isSaid = false;
    order();
  });
  // No time for a read: what is known so far.
  shop.on('end', () => {
    if (orderId) handOver();
  });
  for (const { name } of performance.getEntriesByType('resource')) {
    if (name.startsWith(location.origin)) requested(name.split('?')[0]);
  }
  order(ORDER_PAGE.exec(path())?.[3]);
}
