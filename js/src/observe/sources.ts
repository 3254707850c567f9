// Which sources observe the shop, and which of Kago's files that takes.

import type { KagoOptions } from '../api/types';

const SHOPS = ['shopify', 'bigcommerce', 'woocommerce', 'adobe'] as const;
/** For shops on no platform that Kago knows. What the shop itself has marked comes first. */
const ANY_SHOP = ['html', 'ga4', 'jsonld'] as const;

export type Source = (typeof SHOPS)[number] | (typeof ANY_SHOP)[number];

/** `auto` waits until the page can be looked at. */
export async function findSources(platform: KagoOptions['platform']): Promise<Source[]> {
  const known: Source[] = [];
  for (const name of namesOf(platform)) {
    if (name === 'auto') known.push(...(await findPlatform()));
    else if (isSource(name)) known.push(name);
  }
  return [...new Set(known)];
}

/** Names in the option that nobody knows. */
export const unknownNames = (platform: KagoOptions['platform']) =>
  namesOf(platform).filter((name) => name !== 'auto' && name !== 'none' && !isSource(name));

/** Of a text, which an attribute always is, or of a list. */
export const namesOf = (names: string | string[] = '') =>
  (__TAG__ || typeof names === 'string' ? (names as string).split(/[\s,]+/) : names).filter(Boolean);

export const isShop = (name: string) => (SHOPS as readonly string[]).includes(name);

const isSource = (name: string): name is Source => [...SHOPS, ...ANY_SHOP].includes(name as Source);

/** Those whose platform knows whether the shopper may be tracked. */
export const hasConsent = (source: Source) => isShop(source) && source !== 'adobe';

/** The core that is linked for these sources (bindings/CMakeLists.txt). */
export function wasmFor(sources: Source[], braze: boolean): string {
  if (sources.length === 0) return braze ? 'kago-braze' : 'kago';
  if (braze) return 'kago-full';
  const shops = sources.filter(isShop);
  if (shops.length === 0) return 'kago-page';
  const others = sources.filter((name) => name !== shops[0] && name !== 'jsonld');
  return others.length === 0 ? `kago-${shops[0]}` : 'kago-full';
}

async function findPlatform(): Promise<readonly Source[]> {
  if (document.readyState === 'loading') {
    await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
  }
  const page = window as any;
  const has = (selector: string) => document.querySelector(selector) !== null;
  if (page.Shopify?.shop || page.Shopify?.routes) return ['shopify'];
  // Its own CDN holds each store's files under "s-" and the store's hash; the rest of that host is anybody's.
  if (page.BCData || page.bodlEvents || has('link[href*=".bigcommerce.com/s-"],script[src*=".bigcommerce.com/s-"]')) return ['bigcommerce'];
  // WordPress calls the element of a script by its handle and "-js".
  if (has('body[class*=woocommerce],link[id^=woocommerce],link[id^=wc-blocks],script[id^=wc-][id$=-js]')) return ['woocommerce'];
  // Magento takes its init scripts out of the page once it has read them; its static files' addresses stay.
  if (has('script[type="text/x-magento-init"]') || staticFiles().some((address) => MAGENTO_FILE.test(address))) return ['adobe'];
  return ANY_SHOP;
}

/** Version, area, the theme's vendor and name, locale (devdocs: "static view files"). Others have a /static/frontend/ too. */
const MAGENTO_FILE = /\/static\/(version\d+\/)?frontend\/[^/]+\/[^/]+\/[a-z]{2,3}_\w+\//;

const staticFiles = () =>
  Array.from(document.querySelectorAll<HTMLElement>('script[src*="/frontend/"],link[href*="/frontend/"]'), (file) => file.getAttribute('src') ?? file.getAttribute('href')!);
