// What `auto` finds: the platform whose marks the page has. A file of its own, which only pages load that leave it open.

import { ANY_SHOP, type Source } from './names';

/** Waits until the page can be looked at. */
export async function findPlatform(): Promise<readonly Source[]> {
  if (document.readyState === 'loading') {
    await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
  }
  const page = window as any;
  const has = (selector: string) => document.querySelector(selector) !== null;
  if (page.Shopify?.shop || page.Shopify?.routes) return ['shopify'];
  // An element may go by a global's name. BigCommerce's CDN holds each store's files under "s-" and the store's hash;
  // the rest of that host is anybody's.
  if (page.BCData?.constructor === Object || page.bodlEvents?.cart || has('link[href*=".bigcommerce.com/s-"],script[src*=".bigcommerce.com/s-"]')) return ['bigcommerce'];
  if (has(WOOCOMMERCE)) return ['woocommerce'];
  // Magento takes its init scripts out of the page once it has read them; its static files' addresses stay.
  if (has('script[type="text/x-magento-init"]') || files().some((address) => MAGENTO_FILE.test(address))) return ['adobe'];
  return ANY_SHOP;
}

/**
 * Classes of wc_body_class() (includes/wc-template-functions.php), the last two on every page; WordPress calls an asset's
 * element by its handle and "-js" or "-css".
 */
const WOOCOMMERCE = 'body.woocommerce,body.woocommerce-page,body.woocommerce-js,body.woocommerce-no-js,'
  + 'link[id^=woocommerce-][id$=-css],script[id^=wc-add-to-cart]';

/**
 * The area, a theme's vendor and name, a locale (devdocs: "static view files"), and what every theme has there: RequireJS,
 * Magento's own library, style sheets or a module's folder. Others have a /static/frontend/ with locales too.
 */
const MAGENTO_FILE = /\/frontend\/[^/]+\/[^/]+\/[a-z]{2,3}_\w+\/(requirejs|mage\/|css\/styles|[A-Z]\w*_[A-Z])/;

const files = () => [...document.querySelectorAll('script,link')].map((file: any): string => file.src || file.href);
