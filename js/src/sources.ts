// Which sources observe the shop, and which of Kago's files that takes.

import type { Platform } from './types';

const SHOPS = ['shopify', 'bigcommerce', 'woocommerce', 'adobe'] as const;
/** For shops on no platform that Kago knows. What the shop itself has marked comes first. */
const ANY_SHOP = ['html', 'ga4', 'jsonld'] as const;

export type Source = (typeof SHOPS)[number] | (typeof ANY_SHOP)[number];

/** `auto` waits until the page can be looked at. Names that nobody knows are left out. */
export async function findSources(platform: Platform | Platform[] | string | undefined): Promise<Source[]> {
  const names = typeof platform === 'string' ? platform.split(/[\s,]+/) : platform ?? [];
  const known: Source[] = [];
  for (const name of names) {
    if (name === 'auto') known.push(...(await findPlatform()));
    else if (isSource(name)) known.push(name);
  }
  return [...new Set(known)];
}

export const isSource = (name: string): name is Source => [...SHOPS, ...ANY_SHOP].includes(name as Source);

/** The core that is linked for these sources (bindings/CMakeLists.txt). */
export function wasmFor(sources: Source[], braze: boolean): string {
  if (braze) return 'kago-full';
  if (sources.length === 0) return 'kago';
  const shops = sources.filter((name) => (SHOPS as readonly string[]).includes(name));
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
  if (page.BCData || page.bodlEvents || has('link[href*=".bigcommerce.com/"],script[src*=".bigcommerce.com/"]')) return ['bigcommerce'];
  if (has('body[class*=woocommerce],link[id^=woocommerce],link[id^=wc-blocks],script[id^=wc-]')) return ['woocommerce'];
  // Magento takes its init scripts out of the page once it has read them; its static files' addresses stay.
  if (has('script[type="text/x-magento-init"],script[src*="/static/"][src*="/frontend/"],link[href*="/static/"][href*="/frontend/"]')) return ['adobe'];
  return ANY_SHOP;
}
