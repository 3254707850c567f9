// POST /v1/qa/expect: whether what came is what a test expects.

import { ClientError } from '../errors.js';
import { isFlat } from '../ingest/envelope.js';
import { limits } from '../limits.js';
import { compareWithExpected } from './expectation.js';
import { bodyFilterMembers, filterOf, placeMember } from './filters.js';

const times = { type: 'integer', minimum: 1, maximum: limits.expected };

const body = {
  type: 'object',
  additionalProperties: false,
  required: ['expected'],
  properties: {
    ...bodyFilterMembers,
    after: placeMember,
    ordered: { type: 'boolean', default: false },
    expected: { type: 'array', maxItems: limits.expected, items: { type: 'object', minProperties: 1, properties: { times } } },
  },
};

function requireBounds(expected) {
  expected.forEach((one, i) => {
    if (!isFlat(one)) throw new ClientError(400, 'invalid_body', `Member "expected.${i}" is nested too deeply.`);
  });
  const count = expected.reduce((sum, one) => sum + (one.times ?? 1), 0);
  if (count > limits.expected) throw new ClientError(400, 'invalid_body', `Member "expected": ${count} events in all; expected at most ${limits.expected}.`);
}

/** All that the filter means, or none: of a part nothing could be said to be missing. */
async function readAll(reader, filter) {
  const rows = [];
  let characters = 0;
  for (let after = filter.after; after !== null;) {
    const page = await reader.page({ ...filter, after, order: 'asc', limit: limits.queryRowsMax });
    for (const { text } of page.rows) {
      characters += text.length;
      rows.push(JSON.parse(text));
    }
    if (rows.length > limits.expectRows || characters > limits.expectCharacters) {
      throw new ClientError(400, 'too_many_events', `More than ${limits.expectRows} events, or ${limits.expectCharacters} characters, are compared with: reset before the test, or filter.`);
    }
    after = page.next;
  }
  return rows;
}

/** @param {import('fastify').FastifyInstance} routes of which bodies are JSON @param {{ reader: object }} parts */
export function addExpectRoute(routes, { reader }) {
  routes.post('/v1/qa/expect', { schema: { body } }, async ({ body: { expected, ordered, ...given } }) => {
    requireBounds(expected);
    const filter = filterOf(given);
    const rows = (await readAll(reader, filter)).filter(({ origin }) => origin !== 'request');
    const isMeant = ({ status }) => status === (filter.status || 'accepted');
    return compareWithExpected(expected, rows.filter(isMeant), { isOrdered: ordered, others: rows.filter((row) => !isMeant(row)) });
  });
}
