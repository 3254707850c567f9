// POST /v1/qa/expect: whether what came is what a test expects. It is compared on the thread that reads (expect-reading.js).

import { ClientError } from '../errors.js';
import { isFlat } from '../ingest/envelope.js';
import { limits } from '../limits.js';
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

/** @param {import('fastify').FastifyInstance} routes of which bodies are JSON @param {{ reader: object }} parts */
export function addExpectRoute(routes, { reader }) {
  routes.post('/v1/qa/expect', { schema: { body } }, async ({ body: { expected, ordered, ...given } }, reply) => {
    requireBounds(expected);
    const { text, tooMany } = await reader.expecting({ expected, isOrdered: ordered, filter: filterOf(given) });
    if (tooMany !== undefined) throw new ClientError(400, 'too_many_events', tooMany);
    return reply.type('application/json; charset=utf-8').send(text);
  });
}
