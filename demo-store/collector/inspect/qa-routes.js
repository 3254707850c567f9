// /v1/qa/…: what a shop's own tests ask, in the words of Snowplow Micro: all, good, bad, reset. By GET with the filters in
// the query, or by POST with the same in a body of JSON. And what else testers and the inspector ask: expect, compare, export, about,
// and validate, for an event that somebody edits.

import { ClientError } from '../errors.js';
import { judge } from '../ingest/judge.js';
import { addAboutRoute } from './about-route.js';
import { tell } from './changes.js';
import { addCompareRoute } from './compare-route.js';
import { addExpectRoute } from './expect-route.js';
import { sendExport } from './export-route.js';
import { bodyFilterMembers, filterMembers, filterOf, pageMembers, sendPage } from './filters.js';

const STATUSES = { events: undefined, good: 'accepted', bad: 'refused' };

const object = (properties) => ({ type: 'object', additionalProperties: false, properties });

/** Whatever type it is said to be: nobody but the tester's own programs gets here (qa.js). */
function parseJson(request, text, done) {
  try {
    done(null, text.trim() === '' ? {} : JSON.parse(text));
  } catch {
    done(new ClientError(400, 'invalid_json', 'The body is not JSON.'));
  }
}

/** A link or an image of another page names no origin, and would reset what it can't read. */
async function requireNoOtherPage({ headers }) {
  if (['same-origin', 'none', undefined].includes(headers['sec-fetch-site'])) return;
  throw new ClientError(403, 'origin_not_allowed', 'Only the inspector\'s own pages may ask for this.');
}

/** @param {import('fastify').FastifyInstance} routes @param {string} path @param {object} members of a filter, but `where` @param {(filter: object, reply: object) => any} answer */
function addBoth(routes, path, { where, ...members }, answer) {
  const preValidation = async (request) => { request.body ??= {}; };
  routes.get(path, { schema: { querystring: object({ ...members, where: filterMembers.where }) } }, async ({ query }, reply) => answer(filterOf(query), reply));
  routes.post(path, { preValidation, schema: { body: object({ ...members, where: bodyFilterMembers.where }) } }, async ({ body }, reply) => answer(filterOf(body), reply));
}

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {{ reader: object, writer: object, changes: import('node:events').EventEmitter, validate: (text: string) => object, writeKeys: string[] }} parts
 */
export function addQaRoutes(app, { reader, writer, changes, validate, writeKeys }) {
  app.register(async (routes) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('*', { parseAs: 'string' }, parseJson);

    addBoth(routes, '/v1/qa/all', filterMembers, (filter) => reader.counts(filter));
    for (const [name, status] of Object.entries(STATUSES)) {
      const { status: ofAny, ...members } = filterMembers;
      addBoth(routes, `/v1/qa/${name}`, { ...members, ...(!status && { status: ofAny }), ...pageMembers },
        async (filter, reply) => sendPage(reply, await reader.page({ ...filter, status: status ?? filter.status })));
    }

    addBoth(routes, '/v1/qa/export', filterMembers, (filter, reply) => sendExport(reader, filter, reply));
    addExpectRoute(routes, { reader });
    addCompareRoute(routes, { reader });
    addAboutRoute(routes, { writeKeys });

    // What would become of an event, whichever it is; nothing is stored.
    routes.post('/v1/qa/validate', async ({ body }) => {
      const { status, violations } = judge(body, validate);
      return { status, violations };
    });

    async function reset(request) {
      writer.reset();
      tell(changes, request.log, 'reset');
      return reader.counts({});
    }
    routes.get('/v1/qa/reset', { onRequest: requireNoOtherPage, exposeHeadRoute: false }, reset);
    routes.post('/v1/qa/reset', reset);
  });
}
