// A shop's options: what is wrong with them, and what the core gets of them.

import { isConsent } from '../consent/gate';
import type { Config } from '../engine/engine';
import { unknownNames } from '../observe/sources';
import type { Consent, KagoOptions } from './types';

declare const __VERSION__: string; // js/build.mjs

export const inBrowser = () => typeof document !== 'undefined';

// A wrong setting would show as silence: the one thing that is said without `debug` too.
export const say = (what: string) => console.error(`kago: ${what}`);

export function complain(options: KagoOptions): void {
  if (!isAddress(options.collector)) say('option "collector" (data-collector) must be an address such as "https://collect.example/v1/events"');
  if (!options.writeKey) say('option "writeKey" (data-write-key) is missing: the public key that the collector gave this shop');
  if (!isKnownConsent(options.consent)) {
    say(`option "consent" (data-consent) is "granted", "unknown", "denied" or "platform", not ${JSON.stringify(options.consent)}: it counts as "unknown"`);
  }
  for (const name of unknownNames(options.platform)) say(`option "platform" (data-platform) names "${name}", which Kago doesn't know; README.md lists the platforms`);
}

function isAddress(text: unknown): boolean {
  try {
    return typeof text === 'string' && text !== '' && new URL(text, location.href).protocol.startsWith('http');
  } catch {
    return false;
  }
}

const isKnownConsent = (consent: unknown) => consent === undefined || consent === null || consent === 'platform' || isConsent(consent);

/** On Shopify the platform's own consent is the default, and `auto` may come to be Shopify. */
export function isLeftToPlatform({ consent, platform, observe }: KagoOptions): boolean {
  if (consent !== undefined && consent !== null) return consent === 'platform';
  return observe !== false && /shopify|auto/.test(String(platform));
}

/** A word that nobody knows may have been meant as a denial. */
export function firstConsent(options: KagoOptions): Consent {
  if (isLeftToPlatform(options)) return 'unknown';
  const consent = options.consent ?? 'granted';
  return isConsent(consent) ? consent : 'unknown';
}

export function configOf(options: KagoOptions): Config & { collector: string } {
  const { collector, writeKey, currency, skip, urlParameters, cartLifetimeDays, strict, debug } = options;
  const source = options.source ?? (inBrowser() ? location.origin : '');
  const lists = { skip: skip?.join(' '), urlParameters: urlParameters?.join(' ') };
  return { version: __VERSION__, collector: String(collector), writeKey, currency, source, ...lists, cartLifetimeDays, strict, debug };
}
