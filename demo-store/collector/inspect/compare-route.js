// GET /v1/qa/compare: in what two events differ. Without the second it is the nearest earlier one of the same name: of the same
// browser if there is one, since another shopper's cart tells little about this one's.

import { ClientError } from '../errors.js';
import { isObject } from '../ingest/envelope.js';
import { limits } from '../limits.js';
import { differences } from './difference.js';

const id = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
const querystring = { type: 'object', additionalProperties: false, required: ['id'], properties: { id, with: id } };

/** Without what no two events share. A refused one may be anything. */
function compared({ event }) {
  if (!isObject(event)) return event;
  const { event_id, time, properties, ...rest } = event;
  return { properties, ...rest };
}

function differencesOf(row, other) {
  const list = [];
  for (const { path, expected, found } of differences(compared(row), compared(other), { isWhole: true })) {
    if (list.length === limits.differences) break;
    list.push({ path, value: expected, other: found });
  }
  return list;
}

/** @param {import('fastify').FastifyInstance} routes @param {{ reader: object }} parts */
export function addCompareRoute(routes, { reader }) {
  async function rowBy(filter) {
    const { rows: [row] } = await reader.page({ order: 'desc', limit: 1, ...filter });
    return row && JSON.parse(row.text);
  }

  async function eventOf(wanted) {
    const row = await rowBy({ after: wanted + 1 });
    if (row?.id !== wanted || row.request) throw new ClientError(404, 'no_event', `There is no event in row ${wanted}.`);
    return row;
  }

  async function nearestBefore({ id: after, name, shop, anonymous_id }) {
    if (name === null) return undefined;
    return (anonymous_id && await rowBy({ after, name, shop, anonymous_id })) ?? rowBy({ after, name, shop });
  }

  routes.get('/v1/qa/compare', { schema: { querystring } }, async ({ query }) => {
    const row = await eventOf(query.id);
    const other = query.with === undefined ? await nearestBefore(row) : await eventOf(query.with);
    return { row, other: other ?? null, differences: other ? differencesOf(row, other) : [] };
  });
}
