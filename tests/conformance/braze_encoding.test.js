// What Kago's `braze` encoding makes of every valid event, under the eyes of the second judge (braze_rules.js).

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { loadCore } from '../../dist/node.js';
import { judge } from './braze_rules.js';
import { edgeCases, forEachGenerated, GENERATED_COUNT, seedTexts } from './corpus.js';
import { eventOf, identified, viewed } from './edge_events.js';
import { isContainer } from './json_text.js';
import { EVENTS, LINE, requiredFields } from './shapes.js';

const core = await loadCore();
const isRight = ({ errors, warnings }) => errors.length + warnings.length === 0;
const receives = (name) => name.startsWith('ecommerce.');

/** Every number of the value that also stands in `other`, as `[path, number, number there]`. */
function numbersOf(value, other, path = '') {
  if (typeof value === 'number') return [[path, value, other]];
  if (!isContainer(value) || !isContainer(other)) return [];
  return Object.keys(value)
    .filter((key) => Object.hasOwn(other, key))
    .flatMap((key) => numbersOf(value[key], other[key], `${path}.${key}`));
}

function assertRequiredFieldsStay(name, properties) {
  for (const field of requiredFields(EVENTS[name], properties)) assert.ok(Object.hasOwn(properties, field), `${field} is lost`);
  for (const line of properties.products ?? []) {
    for (const field of requiredFields(LINE)) assert.ok(Object.hasOwn(line, field), `${field} of a product is lost`);
  }
}

function assertGoodEncoding(text) {
  const event = JSON.parse(text);
  const encoded = core.encode(text);
  if (!receives(event.name)) return assert.equal(encoded, null);
  const { name, properties, changes } = encoded;
  assert.equal(name, event.name);
  assert.deepEqual(judge(encoded).errors, [], `Braze refuses what was made of ${text}`);
  assertRequiredFieldsStay(name, properties);
  for (const [path, now, there] of numbersOf(properties, event.properties)) assert.equal(now, there, `${path} is another number`);
  const before = judge(event);
  if (isRight(before)) assert.deepEqual({ properties, changes }, { properties: event.properties, changes: [] });
  if (before.errors.length > 0) assert.notDeepEqual(changes, [], 'what was mended must be said');
  // By way of text -0 becomes 0.
  assert.deepEqual(core.encode(JSON.stringify({ ...event, properties })), { name, properties: JSON.parse(JSON.stringify(properties)), changes: [] });
}

const tally = { valid: 0, right: 0 };
function judgeIfValid(text) {
  if (!core.validate(text).valid) return;
  tally.valid += 1;
  const event = JSON.parse(text);
  tally.right += receives(event.name) && isRight(judge(event));
  assertGoodEncoding(text);
}

describe('encoded for Braze', () => {
  test("Braze's own examples pass", () => seedTexts.forEach(assertGoodEncoding));

  for (const { says, text, codes } of edgeCases) {
    if (codes.length === 0) test(`${says}, and passes`, () => assertGoodEncoding(text));
  }

  test('a title with double quotes passes', () => assertGoodEncoding(viewed('product_name', '27" "Wide" Monitor')));
  test('an address of 400 units is left out, and that is said', () => {
    const text = viewed('image_url', `https://cdn.example/${'x'.repeat(380)}`);
    assertGoodEncoding(text);
    const { properties, changes } = core.encode(text);
    assert.equal(Object.hasOwn(properties, 'image_url'), false);
    assert.deepEqual(changes.map(({ path }) => path), ['properties.image_url']);
  });
  test('an event that Braze does not know is not sent to it', () => assert.equal(core.encode(eventOf('kago.cart_emptied')), null));
  test('contact data is not sent to it', () => assert.equal(core.encode(identified('email', 'hana@shop.example')), null));

  test(`what is valid of ${GENERATED_COUNT} random events passes`, (t) => {
    forEachGenerated(judgeIfValid);
    t.diagnostic(`${tally.valid} valid events encoded for Braze, ${tally.right} of them right as they were`);
    assert.ok(tally.right * 50 >= tally.valid, 'too few events that need no change');
    assert.ok(tally.right * 2 <= tally.valid, 'too few events that need a change');
  });
});
