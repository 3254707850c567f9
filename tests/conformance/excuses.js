// The rules of an event that JSON Schema can't say, or that a validator in JavaScript can't see. Where the core
// refuses an event for these alone, Ajv may take it. There is none for the other way round.

import { parsed, violationsOf } from './judges.js';

const NUMBER_MAX = Number.MAX_SAFE_INTEGER;
const METADATA = /^properties\.(products\[\d+\]\.)?metadata/;
const ASTRAL = /[\u{10000}-\u{10FFFF}]/u;

const units = (value, max) => typeof value === 'string' && value.length > max && [...value].length <= max;
const isUrl = (path) => path.endsWith('_url');

/** Each says for which violations it stands: `covers({path, code, found}, value at that path)`. */
const EXCUSES = {
  // The core counts UTF-16 units, as Braze does; `maxLength` counts characters, and a basket is one.
  'UTF-16 units': ({ path, code, found }, value) =>
    (code === 'too_long' && units(value, isUrl(path) ? 2048 : 255)) ||
    (code === 'bad_key' && METADATA.test(path) && ASTRAL.test(found) && !found.startsWith('"$')),

  // No keyword measures a value as JSON text.
  'bytes of metadata and discounts': ({ path, code }) =>
    code === 'too_large' && (/^properties\.(products\[\d+\]\.)?metadata$/.test(path) || path === 'properties.discounts'),

  // Metadata is a schema that refers to itself; counting its levels would take fifty schemas.
  'levels of metadata': ({ path, code }) => code === 'too_deep' && METADATA.test(path),

  // The core reads digits, JavaScript a double: 9007199254740991.25 and 1e-400 become other numbers there.
  'digits that a double loses': ({ code }, value) =>
    (code === 'too_large' && typeof value === 'number' && value >= 0 && value <= NUMBER_MAX) ||
    (code === 'not_integer' && Number.isInteger(value)),

  // A pattern for leap years can be written, but not read.
  '29 February': ({ path, code }, value) => code === 'bad_time' && path === 'time' && /^\d{4}-02-29T/.test(value),
};

// The core reads no further than a broken text, so what comes after it is missing. To see whether the rest
// is right, it is judged again with a letter in the place of each lone surrogate.
const LONE_SURROGATE = /((?<!\\)(?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;
const NO_UNICODE = 'Unicode that is none';

export const EXCUSE_NAMES = [...Object.keys(EXCUSES), NO_UNICODE];

function valueAt(event, path) {
  return path.split(/[.[\]]+/).filter(Boolean).reduce((value, name) => value?.[name], event);
}

/** The names of the excuses that explain every violation, or an empty list where one stays unexplained. */
export function excusesFor(text) {
  const mended = text.replace(LONE_SURROGATE, '$1x');
  const isBroken = mended !== text;
  const event = parsed(mended);
  const names = violationsOf(mended).map((violation) =>
    Object.keys(EXCUSES).find((name) => EXCUSES[name](violation, valueAt(event, violation.path))));
  if (names.includes(undefined)) return [];
  return [...new Set(isBroken ? [...names, NO_UNICODE] : names)];
}
