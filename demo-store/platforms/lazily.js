// An app that is made when somebody first asks it for something: what it needs takes seconds to build, and few look at it.

import { createServer } from 'node:http';

/**
 * @param {() => Promise<[app: import('fastify').FastifyInstance, end: () => void]>} make `end`: when it is closed
 * @returns what stand-ins use of a fastify app; what is done to it before is done to the app once it is made
 */
export function lazily(make) {
  let making;
  const before = [];
  const made = async () => {
    const [app, end] = await make();
    for (const [method, args] of before) app[method](...args);
    await app.ready();
    return { app, end };
  };
  const server = createServer(async (request, response) => {
    try {
      const { app } = await (making ??= made());
      app.routing(request, response);
    } catch (error) {
      making = undefined;
      response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end(`It can't be built: ${error.message}`);
    }
  });
  const later = (method) => (...args) => void before.push([method, args]);
  return {
    server, register: later('register'), get: later('get'), addHook: later('addHook'),
    listen: ({ host, port }) => new Promise((resolve, reject) => server.once('error', reject).listen(port, host, resolve)),
    async close() {
      await new Promise((resolve) => server.close(resolve));
      const { app, end } = (await making) ?? {};
      await app?.close();
      end?.();
    },
  };
}
