// The names that the option `platform` takes.

import type { KagoOptions } from '../api/types';

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

/** Whether the shop leaves anything to be observed, or to be read for it (`cartObserved`). */
export const namesSource = (platform: KagoOptions['platform']) => namesOf(platform).some((name) => name !== 'none');

export const isShop = (name: string): name is Shop => (SHOPS as readonly string[]).includes(name);

export const partOf = (source: Source): Part => (isShop(source) ? source : 'page');

export const isSource = (name: string): name is Source => [...SHOPS, ...ANY_SHOP].includes(name as Source);

/** Those whose platform knows whether the shopper may be tracked. */
export const hasConsent = (source: Source) => isShop(source) && source !== 'adobe';
