// Whose word on consent counts, as long as nobody has said one.

import type { Consent, KagoOptions } from '../api/types';

type Chosen = Pick<Partial<KagoOptions>, 'consent' | 'platform' | 'observe'>;

/** On Shopify the platform's own consent is the default, and `auto` may come to be Shopify. */
export function isLeftToPlatform({ consent, platform, observe }: Chosen): boolean {
  if (consent) return consent === 'platform';
  return observe !== false && /shopify|auto/.test(String(platform));
}

export const firstConsent = (options: Chosen): Consent =>
  isLeftToPlatform(options) ? 'unknown' : ((options.consent ?? 'granted') as Consent);
