// How the budget of instructions judges what was counted.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf } from '../bench/instructions.mjs';

const most = new Map([['view', 250]]);

test('as many instructions as allowed are no problem', () => {
  assert.deepEqual(problemsOf(new Map([['view', 250]]), most), []);
});

test('one more is, and so is a scenario without a budget', () => {
  assert.deepEqual(problemsOf(new Map([['view', 251], ['cart', 1]]), most), ['view: 251 instructions, at most 250', 'cart: 1 instructions, and no budget']);
});

test('a budget for a scenario that is gone is a problem too', () => {
  assert.deepEqual(problemsOf(new Map(), most), ['view: a budget, and no such scenario']);
});
