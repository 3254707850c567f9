// The two judges of an event on the wire: the core, and Ajv with the published JSON Schema.

import { readFileSync } from 'node:fs';

import Ajv from 'ajv/dist/2020.js';
import { loadCore } from '../../dist/node.js';
import { EVENTS } from './shapes.js';

// Strict, so that no misspelt keyword is passed over; but not about numbers: 1e400 is one in JSON, and Infinity
// only JavaScript's reading of it.
const ajv = new Ajv({ strict: true, strictNumbers: false });

const schemas = Object.keys(EVENTS).map((name) => {
  const file = new URL(`../../dist/schema/${name}.schema.json`, import.meta.url);
  return [name, ajv.compile(JSON.parse(readFileSync(file, 'utf8')))];
});
const fits = new Map(schemas);

const core = await loadCore();

export const violationsOf = (text) => core.validate(text).violations;

/** What JSON.parse makes of the text, or undefined where it is no JSON. */
export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** True when the event fits the schema that its name chooses. */
export function fitsSchema(text) {
  const event = parsed(text);
  const schema = fits.get(event?.name);
  return schema !== undefined && schema(event);
}
