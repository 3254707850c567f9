// The settings that variables of the environment make. docs/collector.md says what each means.

import { parseClient, parseToken } from '../access/tokens.js';
import { limits } from '../limits.js';
import { LOG_LEVELS } from '../log.js';
import { parseRecoverUrl } from '../recover/links.js';
import { parseWebhook } from '../webhooks/addresses.js';
import { DAYS_MAX, RATE_MAX } from './file.js';
import { nearest } from './nearest.js';

const list = (value) => value.split(',').map((part) => part.trim()).filter(Boolean);

const number = (max, isInteger = false, min = 0) => (value, name) => {
  const found = Number(value);
  if (value.trim() !== '' && found <= max && (isInteger ? Number.isInteger(found) && found >= min : found > 0)) return found;
  throw new Error(`${name} is "${value}"; expected a ${isInteger ? `whole number from ${min}` : 'number'} up to ${max}`);
};

const oneOf = (values) => (value, name) => {
  if (values.includes(value)) return value;
  throw new Error(`${name} is "${value}"; expected one of ${values.join(', ')}`);
};

/** What is wrong with one of them hides no other. */
const each = (parse) => (value, name, tell) => list(value).flatMap((text) => {
  try {
    return [parse(text)];
  } catch ({ message }) {
    tell(message);
    return [];
  }
});

const some = (what) => (value, name) => {
  if (value.trim() !== '') return value;
  throw new Error(`${name} is empty; expected ${what}`);
};

/** Variable, setting, reader. */
const VARIABLES = [
  ['KAGO_DATA', 'dataFolder', some('a folder')],
  ['KAGO_COLLECTOR_HOST', 'host', some('an address of this machine')],
  ['KAGO_COLLECTOR_PORT', 'port', number(65_535, true)],
  ['KAGO_PUBLIC_URL', 'publicUrl', (value) => value],
  ['KAGO_CART_DAYS', 'cartDays', number(365)],
  ['KAGO_ABANDONED_MINUTES', 'abandonedMinutes', number(100_000)],
  ['KAGO_RETENTION_DAYS', 'retentionDays', number(DAYS_MAX, true, limits.retentionDaysMin)],
  ['KAGO_WRITES_PER_MINUTE', 'writesPerMinute', number(RATE_MAX, true)],
  ['KAGO_TRUST_PROXY', 'trustProxy', (value) => (/^\d+$/.test(value) ? Number(value) : list(value))],
  ['KAGO_LOG_LEVEL', 'logLevel', oneOf(LOG_LEVELS)],
  ['KAGO_WRITE_KEYS', 'writeKeys', list],
  ['KAGO_ORIGINS', 'origins', list],
  ['KAGO_TOKENS', 'tokens', each(parseToken)],
  ['KAGO_CLIENTS', 'clients', each(parseClient)],
  ['KAGO_RECOVER_URLS', 'recoverUrls', each(parseRecoverUrl)],
  ['KAGO_WEBHOOKS', 'webhooks', each(parseWebhook)],
];
const NAMES = [...VARIABLES.map(([name]) => name), 'KAGO_CONFIG'];

/**
 * @param {Record<string, string | undefined>} env
 * @returns {{ settings: object, names: Record<string, string>, faults: string[] }} names: of each setting that was said the variable
 */
export function readEnvironment(env) {
  const faults = Object.keys(env).filter((name) => /^kago_/i.test(name) && env[name] !== undefined && !NAMES.includes(name))
    .map((name) => `${name} is no variable of the collector; did you mean ${nearest(name, NAMES)}?`);
  const settings = {};
  const names = {};
  for (const [name, setting, read] of VARIABLES) {
    if (env[name] === undefined) continue;
    try {
      names[setting] = name;
      settings[setting] = read(env[name], name, (fault) => faults.push(`${name}: ${fault}`));
    } catch ({ message }) {
      faults.push(message);
    }
  }
  return { settings, names, faults };
}
