// Adobe Commerce and Magento 2, Luma and the themes made from it (platforms.md 4.3).
//
// The cart is Magento's own copy in the browser: `Magento_Customer/js/customer-data` keeps each section
// in localStorage, where all tabs see it, before it tells its observables. So nothing is requested; the
// section's reload, by the theme, and its observable are the hints. Hyvä keeps the same copy.

import { cartReader } from './common/cart-reader';
import { pageData } from './common/page-data';
import { onRequest } from './common/requests';
import type { Observe, Shop } from './shop';
import { ADOBE_CART, ADOBE_CHECKOUT, ADOBE_ORDER, ADOBE_PRODUCT, ADOBE_TOTALS } from '../generated/selections';

/** When the theme has put a section that it has reloaded into its copy. */
const COPIED_MS = 1_000;

/** Magento's page type is a class of the body. One-page checkouts of other makers keep the form of the name. */
const isPage = (name: string) => new RegExp(`(^|\\s)${name}(\\s|$)`).test(document.body.className);
const page = () => window as any;
const attribute = (selector: string, name: string) => document.querySelector(selector)?.getAttribute(name) ?? undefined;

export const observe: Observe = (shop) => {
  if (document.readyState === 'loading') shop.listen(document, 'DOMContentLoaded', () => watch(shop));
  else watch(shop);
};

function watch(shop: Shop): void {
  // The copy of the cart is being emptied there; the order itself closes the cart.
  if (isPage('checkout-onepage-success')) return order(shop);
  cart(shop);
  if (isPage('catalog-product-view')) product(shop);
}

function cart(shop: Shop): void {
  const isCheckout = isPage('\\w*checkout-index-index');
  const reader = cartReader(shop, async () => section(), ADOBE_CART, () => isCheckout);
  const hints = [reader.hint];
  if (isCheckout) hints.push(checkout(shop, reader));
  const hint = () => hints.forEach((heard) => heard());
  let isSubscribed = false;
  const subscribe = () => {
    const name = 'Magento_Customer/js/customer-data';
    // Only what the page itself has asked for: another loader doesn't know the module, and loads nothing in vain.
    if (isSubscribed || !page().require?.specified?.(name)) return;
    isSubscribed = true;
    modules(shop, name, (data) => subscribeTo(shop, data.get('cart'), hint));
  };
  onRequest(shop, (path) => /\/customer\/section\/load\/?$/.test(path), () => {
    subscribe();
    hint();
  });
  shop.listen(window, 'private-content-loaded', hint); // docs.hyva.io: its counterpart of the observable
  shop.listen(window, 'load', subscribe);
  subscribe();
  shop.on('end', () => {
    const now = reader.pending && section();
    if (now) void shop.see(isCheckout ? 'cart_in_checkout' : 'cart', now, ADOBE_CART);
  });
}

/** Magento's copy, unless it knows itself that it is out of date: then a reload is on its way. */
function section(): object | undefined {
  const { cart } = JSON.parse(localStorage.getItem('mage-cache-storage') ?? '{}');
  if (!Array.isArray(cart?.items) || !isCurrent(cart.data_id)) return undefined;
  return {
    ...cart,
    // Shops with several currencies have a switcher on each page; cart and checkout page have a configuration.
    currency: page().checkoutConfig?.quoteData?.quote_currency_code
      ?? /language-(\w{3})/.exec(attribute('#switcher-currency-trigger [class^=language-]', 'class') ?? '')?.[1],
    page_currency: attribute('meta[property="product:price:currency"]', 'content') ?? attribute('[itemprop=priceCurrency]', 'content'),
  };
}

/** As customer-data's `getExpiredSectionNames` finds out. */
function isCurrent(dataId: unknown): boolean {
  const cookie = /(?:^|; )section_data_ids=([^;]*)/.exec(document.cookie)?.[1];
  const known = cookie && JSON.parse(decodeURIComponent(cookie)).cart;
  return !known || !dataId || known === dataId;
}

function modules(shop: Shop, name: string, use: (module: any) => void): void {
  page().require([name], shop.guard(use), (error: unknown) => shop.warn(`${name} did not load`, error));
}

/** After the theme's own subscribers. */
function subscribeTo(shop: Shop, observable: any, heard: () => void): void {
  const subscription = observable.subscribe(shop.guard(() => shop.after(0, heard)));
  shop.until(() => subscription?.dispose());
}

/** Returns what to do when the section may have been reloaded. */
function checkout(shop: Shop, reader: ReturnType<typeof cartReader>): () => void {
  let isTold = false;
  const begin = async () => {
    await reader.now();
    if (isTold || !reader.last) return;
    isTold = true;
    await shop.see('checkout', reader.last, ADOBE_CHECKOUT);
    totals(shop);
  };
  void begin().catch((error) => shop.warn('the checkout was not read', error));
  shop.on('denied', () => { isTold = false; });
  shop.on('allowed', begin);
  shop.on('view', () => {
    isTold = false;
    return begin();
  });
  return () => void shop.after(COPIED_MS, begin);
}

/** What the shopper will pay: the success page doesn't say it. */
function totals(shop: Shop): void {
  if (!page().require?.specified) return;
  modules(shop, 'Magento_Checkout/js/model/quote', ({ totals }) => {
    const see = () => totals()?.total_segments && void shop.see('totals', totals(), ADOBE_TOTALS);
    subscribeTo(shop, totals, see);
    see();
  });
}

function order(shop: Shop): void {
  // A guest's number stands in no element of a name.
  const number = document.querySelector('.checkout-success .order-number, .checkout-success p > span')?.textContent?.trim();
  if (number) void shop.see('order', { order: number }, ADOBE_ORDER);
  else shop.warn('the success page shows no order number');
}

function product(shop: Shop): void {
  let handed: string | undefined;
  let chosen = '';
  const handOver = (option?: { id: string }) => {
    handed = option?.id;
    const id = attribute('#product_addtocart_form input[name=product]', 'value') ?? attribute('[data-role=priceBox][data-product-id]', 'data-product-id');
    const sku = attribute('#product_addtocart_form', 'data-product-sku') ?? document.querySelector('[itemprop=sku]')?.textContent?.trim();
    void shop.see('product', { ...pageData(shop), product: id, sku, option }, ADOBE_PRODUCT);
  };
  /** Most clicks choose nothing. */
  const look = () => {
    const values = chosenValues();
    const text = JSON.stringify(values);
    if (text === chosen) return;
    chosen = text;
    const option = optionOf(values);
    if (option && option.id !== handed) handOver(option);
  };
  handOver();
  for (const when of ['view', 'allowed'] as const) shop.on(when, () => handOver(optionOf(chosenValues())));
  // The theme's own handlers come first.
  for (const type of ['change', 'click']) shop.listen(document, type, () => shop.after(0, look));
}

/** What is chosen of each attribute. */
function chosenValues(): Record<string, string> {
  const values: Record<string, string> = {};
  for (const { name, value } of document.querySelectorAll<HTMLInputElement>('[name^="super_attribute["]')) values[name.slice(16, -1)] ??= value;
  return values;
}

/** Of a configurable product, once each of its attributes is chosen. The widgets' options are all that is left of their JSON. */
function optionOf(chosen: Record<string, string>): { id: string; sku?: string; price?: unknown } | undefined {
  const $ = page().jQuery;
  const { jsonConfig, spConfig } = ($?.('[data-role=swatch-options]').data('mage-SwatchRenderer') ?? $?.('#product_addtocart_form').data('mage-configurable'))?.options ?? {};
  const config = jsonConfig ?? spConfig;
  for (const [id, values] of Object.entries<Record<string, unknown>>(config?.index ?? {})) {
    const isChosen = Object.entries(values).every(([attributeId, value]) => chosen[attributeId] === String(value));
    if (isChosen) return { id, sku: config.sku?.[id], price: config.optionPrices?.[id]?.finalPrice?.amount };
  }
  return undefined;
}
