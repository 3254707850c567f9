// What is wrong with what a shop passes to set Kago up, in words with what would be right. In observe/report.js: where all
// is well nobody loads it.

import { encode } from '../engine/encode';
import type { KagoOptions } from './types';

const FLAG = 'true or false';
const LIST = 'a list of names';

const RIGHT: { [name in keyof KagoOptions]-?: string } = {
  collector: 'an address ("https://...") without a user name',
  writeKey: 'the key that the collector knows this shop by',
  currency: 'a currency ("EUR")',
  source: 'a text',
  platform: 'a name or a list of names',
  observe: FLAG,
  skip: LIST,
  urlParameters: LIST,
  personal: LIST,
  consent: '"granted", "unknown", "denied" or "platform"; it counts as "unknown"',
  cartLifetimeDays: '1 to 365 days',
  braze: 'the Braze SDK or a function that returns it',
  strict: FLAG,
  debug: FLAG,
  wasm: 'an address or bytes',
};

/** What is none of a shop's options. */
const OTHERS: Record<string, (value: any) => string> = {
  'setConsent()': ([consent, word]) => `setConsent(${encode(consent)}): consent is "granted", "denied" or "unknown"; it stays "${word}"`,
  'started again': () => 'started again with other options: until kago.stop() the first count',
};

/** `name`: of the option, or of what else it is that has this value. */
export function wordsFor(name: string, value: unknown): string {
  if (Object.hasOwn(OTHERS, name)) return OTHERS[name](value);
  if (!Object.hasOwn(RIGHT, name)) return `option "${name}" is none; there are ${Object.keys(RIGHT).join(', ')}`;
  const attribute = `data-${name.replace(/[A-Z]/g, '-$&').toLowerCase()}`;
  const found = value === undefined ? 'missing' : encode(value).slice(0, 80);
  return `option "${name}" (${attribute}) has to be ${RIGHT[name as keyof KagoOptions]}; it is ${found}`;
}
