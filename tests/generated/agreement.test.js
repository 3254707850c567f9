// The JSON Schemas are valid, and say the same as the core: an example of each event is spoilt in
// every place by every kind of value, and both judge the result.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import Ajv2020 from 'ajv/dist/2020.js';

import { loadCore } from '../../dist/node.js';
import { textOf, spoilt } from './spoilt.js';

const core = await loadCore();
const folder = new URL('../../dist/schema/', import.meta.url);
const schemas = readdirSync(folder).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
const ajv = new Ajv2020({ strict: true });
const validators = new Map(schemas.map((schema) => [schema.properties.name.const, ajv.compile(schema)]));

const acceptedByCore = (text) => core.validate(text).valid;
const acceptedBySchema = (name, text) => validators.get(name)(JSON.parse(text));
const exampleOf = (name) => schemas.find((schema) => schema.properties.name.const === name).examples[0];

test('there is a schema for each event that the core knows, under its name', () => {
  const [unknown] = core.validate('{"name":"nonsense"}').violations.filter(({ code }) => code === 'unknown_event');
  assert.deepEqual([...validators.keys()].sort(), unknown.expected.replace('one of ', '').split(' ').sort());
  for (const [name, { schema }] of validators) {
    assert.equal(schema.$id, `urn:kago:schema:${name}`);
    assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
  }
});

for (const [name] of validators) {
  test(`the schema of ${name} judges as the core does`, () => {
    const judged = { true: 0, false: 0 };
    const disagreements = [];
    for (const { text, how } of spoilt(exampleOf(name))) {
      const valid = acceptedByCore(text);
      judged[valid] += 1;
      if (acceptedBySchema(name, text) !== valid) disagreements.push(`${how}: ${valid ? 'the schema refuses' : 'the schema accepts'}`);
    }
    assert.deepEqual(disagreements, []);
    assert.ok(judged.true > 100 && judged.false > 100, `${judged.true} accepted, ${judged.false} refused`);
  });
}

test('a line, a discount or a text too many is refused by both, the last one allowed by neither', () => {
  const name = 'ecommerce.order_placed';
  const counts = { products: [1000, 1001], discounts: [500, 501] };
  for (const [field, [most, tooMany]] of Object.entries(counts)) {
    for (const count of [most, tooMany]) {
      const event = exampleOf(name);
      const properties = { ...event.properties, [field]: Array(count).fill(event.properties[field][0]) };
      const text = JSON.stringify({ ...event, properties });
      assert.equal(acceptedByCore(text), count === most, `${count} ${field}`);
      assert.equal(acceptedBySchema(name, text), count === most, `${count} ${field}`);
    }
  }
});

test('a cart needs its total unless products were added or removed', () => {
  const name = 'ecommerce.cart_updated';
  for (const action of ['add', 'remove', 'replace', undefined]) {
    const event = exampleOf(name);
    const properties = { ...event.properties, action, total_value: undefined };
    const text = JSON.stringify({ ...event, properties });
    const whole = action === 'replace' || action === undefined;
    assert.equal(acceptedBySchema(name, text), !whole, action);
    assert.equal(acceptedByCore(text), !whole, action);
  }
});

// The list in core/schema/schema.h. Should a schema learn one of them, it goes from there too.
test('what a schema can not say, only the core refuses', () => {
  const name = 'ecommerce.order_placed';
  const deep = '['.repeat(50) + ']'.repeat(50);
  const sayings = [
    ['properties.order_id', JSON.stringify('🧺'.repeat(128))],
    ['properties.tax', `1e-65`],
    ['properties.tax', '9007199254740991.4'],
    ['time', '"2026-02-29T09:15:27Z"'],
    ['properties.metadata', JSON.stringify({ note: 'x'.repeat(51_200) })],
    ['properties.metadata', `{"deep":${deep}}`],
    ['properties.discounts', JSON.stringify(Array(500).fill({ code: 'x'.repeat(100) }))],
    ['properties.order_id', '"\\ud83e"'],
  ];
  for (const [path, json] of sayings) {
    const text = textOf(exampleOf(name), path.split('.'), json);
    assert.equal(acceptedBySchema(name, text), true, `${path} ${json.slice(0, 40)}`);
    assert.equal(acceptedByCore(text), false, `${path} ${json.slice(0, 40)}`);
  }
});
