// A shop's options: what is wrong with them, and what the core gets of them.

import { isConsent } from '../consent/gate';
import { encode } from '../engine/encode';
import type { Config } from '../engine/engine';
import { namesOf } from '../observe/names';
import { guarded } from '../page/guard';
import type { BrazeSdk, Consent, KagoOptions } from './types';

/** Checked: what was wrong is missing. */
export type Options = Partial<KagoOptions>;

export const inBrowser = () => __TAG__ || typeof document !== 'undefined';

/** What is wrong with how the page was set up, in words. */
export const problems = new Set<string>();

/** A wrong setting would show as silence: the one thing that is said without `debug` too, and once. */
export const complain = guarded((what: unknown) => {
  const text = String(what);
  if (problems.has(text)) return;
  problems.add(text);
  console.error(`kago: ${text}`);
}, () => {});

type Name = keyof KagoOptions;

/** A check, what is right in words, and how the tag's text becomes it. */
type Kind = [isRight: (value: unknown) => boolean, words: string, read?: (text: string) => unknown];

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const isList = (value: unknown) => Array.isArray(value) && value.every(isText);

/** What an attribute can't get wrong. */
const unlessTag = (words: string) => (__TAG__ ? '' : words);

const flag: Kind = [(value) => __TAG__ || typeof value === 'boolean', unlessTag('true or false'), (text) => text !== 'false'];
const list: Kind = [(value) => __TAG__ || isList(value), unlessTag('a list of names'), namesOf];

const OPTIONS: { [name in Name]-?: Kind } = {
  collector: [isAddress, 'an address ("https://...") without a user name'],
  writeKey: [isText, 'the key that the collector knows this shop by'],
  currency: [(value) => /^[a-z]{3}$/i.test(String(value)), 'a currency ("EUR")'],
  source: [isText, 'a text'],
  platform: [(value) => isText(value) || (!__TAG__ && isList(value)), 'a name or a list of names'],
  observe: flag,
  skip: list,
  urlParameters: list,
  personal: list,
  consent: [(value) => value === 'platform' || isConsent(value), '"granted", "unknown", "denied" or "platform"; it counts as "unknown"'],
  cartLifetimeDays: [(value) => typeof value === 'number' && value >= 1 && value <= 365, '1 to 365 days', (text) => +text || text],
  braze: [
    (value) => __TAG__ || typeof value === 'function' || typeof (value as BrazeSdk).logCustomEvent === 'function', unlessTag('the Braze SDK or a function that returns it'),
    (text) => (text === 'false' ? undefined : () => (window as { braze?: unknown }).braze),
  ],
  strict: flag,
  debug: flag,
  wasm: [(value) => isText(value) || (!__TAG__ && (value instanceof URL || value instanceof ArrayBuffer || ArrayBuffer.isView(value))), 'an address or bytes'],
};

/** A tag's data attributes as options. */
export function optionsOf(data: DOMStringMap): object {
  const options: Record<string, unknown> = {};
  for (const [name, [, , read]] of Object.entries(OPTIONS)) {
    const text = data[name];
    options[name] = text !== undefined && read ? read(text) : text;
  }
  return options;
}

const NEEDED: readonly Name[] = ['collector', 'writeKey'];

/** What is right of whatever a shop has passed; each fault is named. Never throws. */
export function readOptions(given: unknown): Options {
  const options: Record<string, unknown> = {};
  const from = Object(given);
  for (const name of Object.keys(OPTIONS) as Name[]) {
    const [isRight, words] = OPTIONS[name];
    let value: unknown;
    try {
      value = from[name] ?? undefined;
      if (value === undefined && !NEEDED.includes(name)) continue;
      if (isRight(value)) {
        options[name] = value;
        continue;
      }
    } catch {
      value = 'unreadable';
    }
    // A word that nobody knows may have been meant as a denial.
    if (name === 'consent') options[name] = 'unknown';
    if (inBrowser()) complain(`option "${name}" (data-${name.replace(/[A-Z]/g, '-$&').toLowerCase()}) has to be ${words}; it is ${textOfValue(value)}`);
  }
  if (!__TAG__) for (const name of namesIn(from)) if (!(name in OPTIONS)) complain(`option "${name}" is none; there are ${Object.keys(OPTIONS).join(', ')}`);
  return options;
}

const textOfValue = (value: unknown) => (value === undefined ? 'missing' : encode(value).slice(0, 80));

function namesIn(given: object): string[] {
  try {
    return Object.keys(given);
  } catch {
    return [];
  }
}

/** Of the shop's page, too. */
function isAddress(text: unknown): boolean {
  if (!isText(text) || !inBrowser()) return isText(text);
  const { protocol, username, password } = new URL(text as string, location.href);
  return protocol.startsWith('http') && !(username + password);
}

/** On Shopify the platform's own consent is the default, and `auto` may come to be Shopify. */
export function isLeftToPlatform({ consent, platform, observe }: Options): boolean {
  if (consent) return consent === 'platform';
  return observe !== false && /shopify|auto/.test(String(platform));
}

export const firstConsent = (options: Options): Consent =>
  isLeftToPlatform(options) ? 'unknown' : ((options.consent ?? 'granted') as Consent);

/** What the core takes of them; it knows no lists. */
export function configOf({ braze, wasm, ...options }: Options): Config & { collector: string } {
  const config: Config & { collector: string } = { version: __VERSION__, source: location.origin, collector: '', ...options };
  for (const [name, value] of Object.entries(config)) if (Array.isArray(value)) config[name] = value.join(' ');
  return config;
}
