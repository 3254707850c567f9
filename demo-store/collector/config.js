// What the collector is told at its start: one file (`--config collector.json`), the environment, or both; where both name
// a thing the environment counts. Wrong ones end it with a sentence that names the member or the variable.

import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Ajv from 'ajv';
import { requireProxies } from './access/proxies.js';
import { parseClient, parseToken, SCOPES } from './access/tokens.js';
import { limits } from './limits.js';
import { LOG_LEVELS } from './log.js';
import { parseRecoverUrl } from './recover/links.js';
import { parseWebhook } from './webhooks/addresses.js';

const RATE_MAX = 1_000_000;
const DAYS_MAX = 36_500;
const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', items: text };
const scopes = { type: 'array', items: { enum: SCOPES } };
const object = (properties, required = []) => ({ type: 'object', additionalProperties: false, properties, required });

const shop = object({
  writeKeys: texts,
  origins: texts,
  tokens: { type: 'array', items: object({ token: text, scopes }, ['token', 'scopes']) },
  clients: { type: 'array', items: object({ id: text, secret: text, scopes }, ['id', 'secret', 'scopes']) },
  webhook: object({ url: text, secret: text }, ['url', 'secret']),
  recoverUrl: text,
}, ['writeKeys']);

const fileSchema = object({
  host: text,
  port: { type: 'integer', minimum: 0, maximum: 65_535 },
  data: text,
  publicUrl: text,
  cartDays: { type: 'number', exclusiveMinimum: 0, maximum: 365 },
  abandonedMinutes: { type: 'number', exclusiveMinimum: 0, maximum: 100_000 },
  retentionDays: { type: 'integer', minimum: limits.retentionDaysMin, maximum: DAYS_MAX },
  writesPerMinute: { type: 'integer', minimum: 0, maximum: RATE_MAX },
  trustProxy: { anyOf: [{ type: 'integer' }, texts] },
  logLevel: { enum: LOG_LEVELS },
  shops: { type: 'object', propertyNames: { pattern: '^[\\w.-]+$' }, additionalProperties: shop, minProperties: 1 },
}, ['shops']);

/** The list of each shop as one, each with its shop. */
function flatten(shops) {
  const all = (name, make) => Object.entries(shops).flatMap(([id, entry]) => (entry[name] ?? []).map((one) => make(one, id)));
  return {
    writeKeys: all('writeKeys', (key, id) => `${key}=${id}`),
    origins: all('origins', (origin, id) => `${origin}=${id}`),
    tokens: all('tokens', (token, id) => ({ ...token, shop: id })),
    clients: all('clients', (client, id) => ({ ...client, shop: id })),
    recoverUrls: Object.entries(shops).filter(([, { recoverUrl }]) => recoverUrl).map(([id, { recoverUrl: url }]) => ({ shop: id, url })),
    webhooks: Object.entries(shops).filter(([, { webhook }]) => webhook).map(([id, { webhook }]) => ({ ...webhook, shop: id })),
  };
}

function describe({ instancePath, keyword, params, message }) {
  const place = instancePath.slice(1).replaceAll('/', '.') || 'the file';
  if (keyword === 'additionalProperties') return `${place} has "${params.additionalProperty}", which is no setting`;
  return `${place} ${params.allowedValues ? `must be one of ${params.allowedValues.join(', ')}` : message}`;
}

/** @param {string} path @returns {object} its settings, checked */
function readFile(path) {
  let file;
  try {
    file = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`the configuration ${path} can't be read: ${error.message}`, { cause: error });
  }
  const validate = new Ajv().compile(fileSchema);
  if (!validate(file)) throw new Error(`the configuration ${path}: ${describe(validate.errors[0])}`);
  const { shops, data, ...rest } = file;
  requireProxies(rest.trustProxy, `the configuration ${path}: trustProxy`);
  return { ...rest, ...flatten(shops), ...(data && { dataFolder: resolve(dirname(path), data) }) };
}

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

/** Variable, setting, reader. docs/collector.md says what each means. */
const VARIABLES = [
  ['KAGO_DATA', 'dataFolder', (value) => value],
  ['KAGO_COLLECTOR_HOST', 'host', (value) => value],
  ['KAGO_COLLECTOR_PORT', 'port', number(65_535, true)],
  ['KAGO_PUBLIC_URL', 'publicUrl', (value) => value],
  ['KAGO_CART_DAYS', 'cartDays', number(365)],
  ['KAGO_ABANDONED_MINUTES', 'abandonedMinutes', number(100_000)],
  ['KAGO_RETENTION_DAYS', 'retentionDays', number(DAYS_MAX, true, limits.retentionDaysMin)],
  ['KAGO_WRITES_PER_MINUTE', 'writesPerMinute', number(RATE_MAX, true)],
  ['KAGO_TRUST_PROXY', 'trustProxy', (value, name) => requireProxies(/^\d+$/.test(value) ? Number(value) : list(value), name)],
  ['KAGO_LOG_LEVEL', 'logLevel', oneOf(LOG_LEVELS)],
  ['KAGO_WRITE_KEYS', 'writeKeys', list],
  ['KAGO_ORIGINS', 'origins', list],
  ['KAGO_TOKENS', 'tokens', (value) => list(value).map(parseToken)],
  ['KAGO_CLIENTS', 'clients', (value) => list(value).map(parseClient)],
  ['KAGO_RECOVER_URLS', 'recoverUrls', (value) => list(value).map(parseRecoverUrl)],
  ['KAGO_WEBHOOKS', 'webhooks', (value) => list(value).map(parseWebhook)],
];

/**
 * @param {{ env: Record<string, string | undefined>, path?: string, defaultDataFolder: string }} sources
 * @returns {object} options of createCollector, and `host` and `port`
 */
export function readConfig({ env, path, defaultDataFolder }) {
  const said = VARIABLES.filter(([name]) => env[name] !== undefined).map(([name, setting, read]) => [setting, read(env[name], name)]);
  return { host: '127.0.0.1', port: 8081, dataFolder: defaultDataFolder, ...(path && readFile(path)), ...Object.fromEntries(said) };
}
