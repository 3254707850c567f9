// Two judges, one verdict: the core's validator and the published JSON Schema, which Ajv reads, take and refuse
// the same events, but for the rules in excuses.js.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { edgeCases, forEachGenerated, GENERATED_COUNT, SEED, seedTexts } from './corpus.js';
import { EXCUSE_NAMES, excusesFor } from './excuses.js';
import { fitsSchema, violationsOf } from './judges.js';

const tally = { cases: 0, valid: 0, disagreements: 0, excused: Object.fromEntries(EXCUSE_NAMES.map((name) => [name, 0])) };

/** Fails where the judges disagree without an excuse. */
function assertOneVerdict(text) {
  const violations = violationsOf(text);
  const isValid = violations.length === 0;
  tally.cases += 1;
  tally.valid += isValid;
  if (fitsSchema(text) === isValid) return;
  const excuses = isValid ? [] : excusesFor(text);
  for (const name of excuses) tally.excused[name] += 1;
  tally.disagreements += excuses.length === 0;
  assert.notEqual(excuses.length, 0, `the schema ${isValid ? 'refuses' : 'takes'}, the core finds ${JSON.stringify(violations)}: ${text}`);
}

function lineOf({ cases, valid, disagreements, excused }) {
  const perRule = Object.entries(excused).map(([name, count]) => `${name} ${count}`).join(', ');
  return `${cases} events (seed ${SEED}): ${valid} valid, ${cases - valid} invalid, ${disagreements} disagreements; excused: ${perRule}`;
}

describe('the schema and the core agree', () => {
  test("on Braze's own examples, which are valid", () => {
    for (const text of seedTexts) {
      assert.deepEqual(violationsOf(text), []);
      assertOneVerdict(text);
    }
  });

  for (const { says, text, codes } of edgeCases) {
    test(says, () => {
      assert.deepEqual([...new Set(violationsOf(text).map(({ code }) => code))].sort(), codes);
      assertOneVerdict(text);
    });
  }

  test(`on ${GENERATED_COUNT} random events`, () => forEachGenerated(assertOneVerdict));

  test('on enough events of both sorts, and every excuse is needed', (t) => {
    t.diagnostic(lineOf(tally));
    assert.ok(tally.cases >= 20_000, lineOf(tally));
    assert.ok(Math.min(tally.valid, tally.cases - tally.valid) * 4 >= tally.cases, lineOf(tally));
    for (const name of EXCUSE_NAMES) assert.notEqual(tally.excused[name], 0, `no event needs the excuse "${name}"`);
  });
});
