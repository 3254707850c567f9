// What QA reads and resets: the rows and their summary. And the health of the store.

import { tell } from './changes.js';
import { filterMembers, filterOf, pageMembers, sendPage } from './filters.js';
import { told } from '../openapi/told.js';

const eventsQuery = { type: 'object', additionalProperties: false, properties: { ...filterMembers, ...pageMembers } };

function readHealth(database, log) {
  try {
    database.prepare('SELECT id FROM records LIMIT 1').all();
    return { statusCode: 200, body: { status: 'ok' } };
  } catch (error) {
    log.error(error);
    return { statusCode: 503, body: { status: 'unavailable', error: 'The database does not answer.', code: 'no_database' } };
  }
}

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {{ reader: object, writer: object, changes: import('node:events').EventEmitter, abandonedMinutes: number }} parts
 */
export function addQueryRoutes(app, { reader, writer, changes, abandonedMinutes }) {
  app.get('/v1/events', { schema: { querystring: eventsQuery } }, async ({ query }, reply) => sendPage(reply, await reader.page(filterOf(query))));

  app.get('/v1/summary', async () => ({ ...(await reader.summary()), abandoned_minutes: abandonedMinutes }));

  app.delete('/v1/events', async (request, reply) => {
    writer.reset();
    tell(changes, request.log, 'reset');
    return reply.code(204).send();
  });
}

/** Whether the database answers; for who keeps the collector running. */
export function addHealthRoute(app, { database }) {
  app.get('/healthz', told.health, async (request, reply) => {
    const { statusCode, body } = readHealth(database, request.log);
    return reply.code(statusCode).send(body);
  });
}
