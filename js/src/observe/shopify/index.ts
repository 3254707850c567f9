// Shopify's online store (platforms.md 2): the cart by its `cart.js`, which is read when the theme's
// standard events or its own cart requests hint at a change; products and checkouts in the two files
// beside this one; consent by the Customer Privacy API. Nothing is observed in the theme editor.

import { cartReader, readJson } from '../common/cart-reader';
import { onRequest } from '../common/requests';
import type { Observe, Shop } from '../shop';
import { watchCheckouts } from './checkout';
import { root, shopify } from './page';
import { watchProducts } from './products';
import { SHOPIFY_CART } from '../../generated/selections';

// Behind any prefix: a shop names the folders of its markets. Themes ask with and without `.js`.
const CART_WRITE = /\/cart\/(add|change|update|clear)(\.js(on)?)?$/;

export const observe: Observe = (shop) => {
  // Shopify's globals come with the page's head, products with its body.
  if (document.readyState !== 'loading') start(shop);
  else shop.listen(document, 'DOMContentLoaded', () => start(shop));
};

function start(shop: Shop): void {
  if (shopify().designMode) return;
  const cart = cartReader(shop, readCart, SHOPIFY_CART);
  onRequest(shop, (path) => CART_WRITE.test(path), cart.hint);
  for (const what of ['lines', 'discount']) {
    shop.listen(document, `shopify:cart:${what}-update`, async ({ promise }) => {
      // It comes before its request, which may fail (then this one ends), and the shop may decline
      // (shopify.dev/docs/api/storefront-events-and-actions). Horizon says `didError` (assets/product-form.js).
      const result = await promise;
      if (!result?.userErrors?.length && !result?.detail?.didError) cart.hint();
    });
  }
  watchCheckouts(shop, cart, watchProducts(shop));
  watchConsent(shop);
}

async function readCart(): Promise<unknown> {
  const cart = await readJson(`${root()}cart.js`);
  // The token's key opens the buyer's data, and a call may be stored before the core has seen it.
  if (typeof cart?.token === 'string') cart.token = cart.token.split('?')[0];
  return cart;
}

/** shopify.dev/docs/api/customer-privacy */
function watchConsent(shop: Shop): void {
  const report = (collected?: boolean) => {
    const api = shopify().customerPrivacy;
    const choice = api?.currentVisitorConsent?.()?.analytics; // '' until the visitor has chosen
    const isDenied = collected === false ? choice !== '' : Boolean(choice);
    shop.consent(collected ?? api.analyticsProcessingAllowed() ? 'granted' : isDenied ? 'denied' : 'unknown');
  };
  shop.listen(document, 'visitorConsentCollected', ({ detail }) => report(detail?.analyticsAllowed));
  if (shopify().customerPrivacy?.analyticsProcessingAllowed) return report();
  const failed = (error?: unknown) => shop.warn('there is no Customer Privacy API: consent stays as it is', error);
  if (!shopify().loadFeatures) return failed();
  shopify().loadFeatures([{ name: 'consent-tracking-api', version: '0.1' }], shop.guard((error: unknown) => (error ? failed(error) : report())));
}
