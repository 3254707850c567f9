// What only shops on a platform load, as a file of its own: which sources observe the page, which of Kago's other
// files that takes, and who starts the observers (observers.ts). A shop that makes the calls itself has none of it.

import type { KagoOptions } from '../api/types';
import { ANY_SHOP, isShop, isSource, namesOf, type Source } from './names';
import { Observers, type Tracked } from './observers';

/** Of the modules that kago.js doesn't know itself; one of them has to fit. */
export const integrity = __INTEGRITY__;

/** What the other bundle has needs no `new`. */
export const observersOf = (tracked: Tracked) => new Observers(tracked);

/** `auto` waits until the page can be looked at. `complain` hears of names that nobody knows. */
export async function findSources(platform: KagoOptions['platform'], complain: (what: string) => void): Promise<Source[]> {
  const known: Source[] = [];
  for (const name of namesOf(platform)) {
    if (name === 'auto') known.push(...(await findPlatform()));
    else if (isSource(name)) known.push(name);
    else if (name !== 'none') complain(`option "platform" (data-platform): "${name}" is none; see README.md`);
  }
  return [...new Set(known)];
}

/** The core that is linked for these sources (bindings/CMakeLists.txt). For debugging it is the one with words for people. */
export function wasmFor(sources: Source[], braze: boolean, debug: boolean): string {
  if (debug) return 'kago-debug';
  if (sources.length === 0) return braze ? 'kago-braze' : 'kago';
  if (braze) return 'kago-full';
  const shops = sources.filter(isShop);
  if (shops.length === 0) return 'kago-page';
  return sources.length > 1 ? 'kago-full' : `kago-${shops[0]}`;
}

async function findPlatform(): Promise<readonly Source[]> {
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
