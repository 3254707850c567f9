// The names that the option `platform` takes.

import type { CoreName } from '../api/files';

const SHOPS = ['shopify', 'bigcommerce', 'woocommerce', 'adobe'] as const;
/** For shops on no platform that Kago knows. What the shop itself has marked comes first. */
export const ANY_SHOP = ['html', 'ga4', 'jsonld'] as const;

type Shop = (typeof SHOPS)[number];
export type Source = Shop | (typeof ANY_SHOP)[number];
/** A file of observers: a platform's own, or that of all shops (page.ts). */
export type Part = Shop | 'page';

/** Of a text, which an attribute always is, or of a list. */
export const namesOf = (names: string | string[] = '') =>
  (__TAG__ || typeof names === 'string' ? (names as string).split(/[\s,]+/) : names).filter(Boolean);

/** The files that the option names, whatever else is in it: they are asked for before anything of ours is there that checks it. */
export const partsIn = (platform: unknown) =>
  (String(platform).replace(/html|ga4|jsonld/g, 'page').match(/auto|page|shopify|bigcommerce|woocommerce|adobe/g) ?? []) as (Part | 'auto')[];

export const isShop = (name: string): name is Shop => (SHOPS as readonly string[]).includes(name);

export const partOf = (source: Source): Part => (isShop(source) ? source : 'page');

export const isSource = (name: string): name is Source => [...SHOPS, ...ANY_SHOP].includes(name as Source);

/** Those whose platform knows whether the shopper may be tracked. */
export const hasConsent = (source: Source) => isShop(source) && source !== 'adobe';

/** The core that is linked for these sources (bindings/CMakeLists.txt). For debugging it is the one with words for people. */
export function wasmFor(sources: Source[], braze: boolean, debug: boolean): CoreName {
  if (debug) return 'kago-debug';
  if (sources.length === 0) return braze ? 'kago-braze' : 'kago';
  if (braze) return 'kago-full';
  const shops = sources.filter(isShop);
  if (shops.length === 0) return 'kago-page';
  return sources.length > 1 ? 'kago-full' : `kago-${shops[0]}`;
}
