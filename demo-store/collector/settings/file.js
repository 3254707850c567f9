// The configuration file: its members, and the settings that it makes. What is wrong with it is told member by member; what
// is right beside that is looked at all the same.

import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Ajv from 'ajv';
import { limits } from '../limits.js';
import { LOG_LEVELS } from '../log.js';
import { nearest } from './nearest.js';

export const RATE_MAX = 1_000_000;
export const DAYS_MAX = 36_500;
const text = { type: 'string', minLength: 1 };
const texts = { type: 'array', items: text };
const object = (properties, required = []) => ({ type: 'object', additionalProperties: false, properties, required });

const shop = object({
  writeKeys: { ...texts, minItems: 1 },
  origins: texts,
  tokens: { type: 'array', items: object({ token: text, scopes: texts }, ['token', 'scopes']) },
  clients: { type: 'array', items: object({ id: text, secret: text, scopes: texts }, ['id', 'secret', 'scopes']) },
  webhook: object({ url: text, secret: text }, ['url', 'secret']),
  recoverUrl: text,
}, ['writeKeys']);

const schema = object({
  host: text,
  port: { type: 'integer', minimum: 0, maximum: 65_535 },
  data: text,
  publicUrl: text,
  cartDays: { type: 'number', exclusiveMinimum: 0, maximum: 365 },
  abandonedMinutes: { type: 'number', exclusiveMinimum: 0, maximum: 100_000 },
  retentionDays: { type: 'integer', minimum: limits.retentionDaysMin, maximum: DAYS_MAX },
  writesPerMinute: { type: 'integer', minimum: 0, maximum: RATE_MAX },
  trustProxy: {},
  logLevel: { enum: LOG_LEVELS },
  shops: { type: 'object', propertyNames: { pattern: '^[\\w.-]+$' }, additionalProperties: shop, minProperties: 1 },
}, ['shops']);
const isValid = new Ajv({ allErrors: true, verbose: true }).compile(schema);

const partsOf = (pointer) => pointer.split('/').slice(1).map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/** Which member was meant; of the file's and of a shop's it may stand in the other. */
function meant(name, own) {
  const elsewhere = own === shop ? [schema, 'of the file'] : own === schema ? [shop, 'of a shop'] : null;
  const names = Object.keys(own.properties);
  const best = nearest(name, elsewhere ? [...names, ...Object.keys(elsewhere[0].properties)] : names);
  return names.includes(best) ? `"${best}"` : `"${best}" ${elsewhere[1]}`;
}

function describe({ instancePath, keyword, params, message, parentSchema }) {
  const place = partsOf(instancePath).join('.') || 'the file';
  if (keyword === 'additionalProperties') return `${place} has "${params.additionalProperty}", which is no setting there; did you mean ${meant(params.additionalProperty, parentSchema)}?`;
  if (keyword === 'propertyNames') return `${place} has "${params.propertyName}": expected a name of letters, digits, "_", "." and "-"`;
  return `${place} ${params.allowedValues ? `must be one of ${params.allowedValues.join(', ')}` : message}`;
}

/** What is wrong with a name is told by what has it. */
const isTold = ({ schemaPath }) => !schemaPath.endsWith('/propertyNames/pattern');

/** Takes out what a fault is about, so that the rest can be looked at: of a shop a whole token, client or webhook. */
function spare(file, { keyword, instancePath }) {
  const parts = partsOf(instancePath);
  const isOfWhole = keyword === 'additionalProperties' || keyword === 'propertyNames' || (keyword === 'required' && parts.length < 3);
  if (isOfWhole || parts.length === 0) return;
  const way = parts.slice(0, parts[2] === 'webhook' ? 3 : 4);
  const last = way.pop();
  const holder = way.reduce((value, part) => value?.[part], file);
  if (holder) holder[last] = undefined;
}

/** The list of each shop as one, each with its shop, and where it stands. */
function flatten(shops = {}) {
  const settings = { writeKeys: [], origins: [], tokens: [], clients: [], recoverUrls: [], webhooks: [] };
  const places = Object.fromEntries(Object.keys(settings).map((name) => [name, []]));
  const add = (setting, value, place) => {
    settings[setting].push(value);
    places[setting].push(place);
  };
  for (const [id, entry] of Object.entries(shops)) {
    if (entry === undefined) continue;
    const each = (name, make) => (entry[name] ?? []).forEach((one, i) => { if (one !== undefined) add(name, make(one), `shops.${id}.${name}.${i}`); });
    each('writeKeys', (key) => `${key}=${id}`);
    each('origins', (origin) => `${origin}=${id}`);
    each('tokens', (token) => ({ ...token, shop: id }));
    each('clients', (client) => ({ ...client, shop: id }));
    if (entry.recoverUrl) add('recoverUrls', { shop: id, url: entry.recoverUrl }, `shops.${id}.recoverUrl`);
    if (entry.webhook) add('webhooks', { ...entry.webhook, shop: id }, `shops.${id}.webhook`);
  }
  return { settings, places };
}

/**
 * @param {string} path
 * @returns {{ settings: object, places: Record<string, string[]>, shops: string[], faults: string[] }} places: where in the file each of a
 *   list stands; shops: all that it names, with keys that are wrong too
 */
export function readFile(path) {
  let file;
  try {
    file = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return { settings: {}, places: {}, shops: [], faults: [`the configuration ${path} can't be read: ${error.message}`] };
  }
  isValid(file);
  const errors = (isValid.errors ?? []).filter(isTold);
  const faults = errors.map((error) => `the configuration ${path}: ${describe(error)}`);
  if (typeof file !== 'object' || file === null || Array.isArray(file)) return { settings: {}, places: {}, shops: [], faults };
  errors.forEach((error) => spare(file, error));
  const { shops, data, ...rest } = file;
  const { settings, places } = flatten(shops);
  return { settings: { ...rest, ...settings, ...(data && { dataFolder: resolve(dirname(path), data) }) }, places, shops: Object.keys(shops ?? {}), faults };
}
