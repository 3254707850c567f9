// A shop's options: which of them are wrong, and what the core gets of them.

import { isConsent } from '../consent/words';
import type { Config } from '../engine/engine';
import { namesOf } from '../observe/names';
import { guarded } from '../page/guard';
import type { BrazeSdk, KagoOptions } from './types';

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

/** A check, and how the tag's text becomes what it checks. What is right in words: option-words.ts. */
type Kind = [isRight: (value: unknown) => boolean, read?: (text: string) => unknown];

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const isList = (value: unknown) => Array.isArray(value) && value.every(isText);

// An attribute can't get these wrong.
const flag: Kind = [(value) => __TAG__ || typeof value === 'boolean', (text) => text !== 'false'];
const list: Kind = [(value) => __TAG__ || isList(value), namesOf];
const text: Kind = [isText];

const OPTIONS: { [name in Name]-?: Kind } = {
  collector: [isAddress],
  writeKey: text,
  currency: [(value) => /^[a-z]{3}$/i.test(String(value))],
  source: text,
  platform: [(value) => isText(value) || (!__TAG__ && isList(value))],
  observe: flag,
  skip: list,
  urlParameters: list,
  personal: list,
  consent: [(value) => value === 'platform' || isConsent(value)],
  cartLifetimeDays: [(value) => typeof value === 'number' && value >= 1 && value <= 365, (days) => +days || days],
  braze: [
    (value) => __TAG__ || typeof value === 'function' || typeof (value as BrazeSdk).logCustomEvent === 'function',
    (word) => (word === 'false' ? undefined : () => (window as { braze?: unknown }).braze),
  ],
  strict: flag,
  debug: flag,
  wasm: [(value) => isText(value) || (!__TAG__ && (value instanceof URL || value instanceof ArrayBuffer || ArrayBuffer.isView(value)))],
};

/** A tag's data attributes as options. */
export function optionsOf(data: DOMStringMap): object {
  const options: Record<string, unknown> = {};
  for (const [name, [, read]] of Object.entries(OPTIONS)) {
    const value = data[name];
    options[name] = value !== undefined && read ? read(value) : value;
  }
  return options;
}

const NEEDED: readonly Name[] = ['collector', 'writeKey'];

/** What is right of whatever a shop has passed; `wrong` hears of each fault. Never throws. */
export function readOptions(given: unknown, wrong: (name: string, value: unknown) => void): Options {
  const options: Record<string, unknown> = {};
  const from = Object(given);
  for (const name of Object.keys(OPTIONS) as Name[]) {
    let value: unknown;
    try {
      value = from[name] ?? undefined;
      if (value === undefined && !NEEDED.includes(name)) continue;
      if (OPTIONS[name][0](value)) {
        options[name] = value;
        continue;
      }
    } catch {
      value = 'unreadable';
    }
    // A word that nobody knows may have been meant as a denial.
    if (name === 'consent') options[name] = 'unknown';
    if (inBrowser()) wrong(name, value);
  }
  if (!__TAG__) for (const name of namesIn(from)) if (!(name in OPTIONS)) wrong(name, undefined);
  return options;
}

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

/** What the core takes of them; it knows no lists. */
export function configOf({ braze, wasm, ...options }: Options): Config & { collector: string } {
  const config: Config & { collector: string } = { version: __VERSION__, source: location.origin, collector: '', ...options };
  for (const [name, value] of Object.entries(config)) if (Array.isArray(value)) config[name] = value.join(' ');
  return config;
}
