// The events that the judges judge: Braze's own examples, the edge cases and the random ones.

import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { numberCases } from './edge_numbers.js';
import { structureCases } from './edge_structure.js';
import { textCases } from './edge_texts.js';
import { eventText } from './generated.js';

export const GENERATED_COUNT = 20_000;
/** KAGO_SEED=<number> judges other events. The same ones by default, so that a failure is the change's. */
export const SEED = Number(process.env.KAGO_SEED ?? 20_261_123);

const examples = JSON.parse(readFileSync(new URL('../browser/fixtures/seed-events.json', import.meta.url), 'utf8'));

export const seedTexts = examples.map((example, i) =>
  JSON.stringify({ event_id: `seed-${i}`, time: '2026-11-22T09:15:27.412Z', anonymous_id: 'a-1', ...example }));

/** Each `{says, text, codes}`: a sentence, an event, and the codes that the core finds in it. */
export const edgeCases = [...textCases, ...numberCases, ...structureCases].map(([says, text, ...codes]) => ({ says, text, codes: codes.sort() }));

/** Runs `check(text)` on every random event; a failure is made small, and its seed is said. */
export function forEachGenerated(check) {
  fc.assert(fc.property(eventText, check), { numRuns: GENERATED_COUNT, seed: SEED });
}
