// Bad networks for testers. A page whose switch for one is on sends its events to /faulty/<fault>/v1/events of its own
// origin instead of to the collector: so what goes wrong is real, and only for the tab whose switch it is. What the page
// tells the inspector of itself goes through: a tester wants to see there what the fault does.

import { setTimeout as wait } from 'node:timers/promises';

const SLOW_MS = 5_000;
/** What a proxy takes that finds requests too large. A full batch has more, an event of a few products less. */
const PROXY_BYTES_MAX = 4_000;
/** More than Kago ever sends. */
const BODY_BYTES_MAX = 2_000_000;
const TRACE_PATH = 'v1/qa/trace';
const PER_HOP = new Set(['host', 'connection', 'keep-alive', 'transfer-encoding', 'content-encoding', 'content-length', 'date']);

/** @typedef {{ request: import('fastify').FastifyRequest, reply: import('fastify').FastifyReply, forward: () => Promise<Response> }} Passage */

/** @type {Record<string, (passage: Passage) => Promise<unknown>>} */
const FAULTS = {
  /** Nobody answers, and nothing arrives. */
  down: async ({ reply }) => hangUp(reply),
  slow: async (passage) => {
    await wait(SLOW_MS, null, { ref: false });
    return answerWith(passage.reply, await passage.forward());
  },
  500: async ({ reply }) => reply.code(500).send(),
  /** What was sent arrives; nobody learns of it. */
  lost: async ({ reply, forward }) => {
    await forward();
    return hangUp(reply);
  },
  413: async ({ request, reply, forward }) => ((request.body?.length ?? 0) > PROXY_BYTES_MAX
    ? reply.code(413).send() : answerWith(reply, await forward())),
};

/** @param {import('fastify').FastifyInstance} app @param {string} collectorUrl where events would go */
export function registerFaults(app, collectorUrl) {
  app.register(async (routes) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_BYTES_MAX }, (_request, body, done) => done(null, body));
    routes.all('/faulty/:fault/*', async (request, reply) => {
      const fault = FAULTS[request.params.fault];
      if (!fault) return reply.code(404).send(`No fault is called "${request.params.fault}": ${Object.keys(FAULTS).join(', ')}.`);
      const target = new URL(`/${request.params['*']}`, collectorUrl);
      const passage = { request, reply, forward: () => forward(request, target) };
      if (request.params['*'] === TRACE_PATH) return answerWith(reply, await passage.forward());
      return fault(passage).catch(() => hangUp(reply));
    });
  });
}

function forward({ method, headers, body }, target) {
  const passed = Object.entries(headers).filter(([name]) => !PER_HOP.has(name));
  return fetch(target, { method, headers: passed, body: method === 'POST' ? body : undefined });
}

async function answerWith(reply, answer) {
  const passed = [...answer.headers].filter(([name]) => !PER_HOP.has(name));
  return reply.code(answer.status).headers(Object.fromEntries(passed)).send(Buffer.from(await answer.arrayBuffer()));
}

function hangUp(reply) {
  reply.hijack();
  reply.raw.destroy();
}
