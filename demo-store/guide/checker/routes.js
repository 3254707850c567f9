// The checker: what a tag's attributes, or options as JSON, do.

import { bundleChecks, sizesIn } from './bundle.js';
import { framed } from '../pages.js';

/** @param {import('fastify').FastifyInstance} routes @param {{ distFolder: string, collector: string }} options */
export function addChecker(routes, options) {
  const bundles = new Map();
  const page = {
    path: '/checker/', title: 'What does this tag do?', script: 'checker.js',
    lead: 'Paste the script tag of a page, or the options of <code>createKago</code> as JSON. Nothing leaves this page: the SDK’s own checks read it here.',
  };
  routes.get('/checker/', (_request, reply) => reply.type('text/html; charset=utf-8').send(framed(page, options)));
  routes.get('/checker/sizes', async () => sizesIn(options.distFolder));
  routes.get('/checker/checks-:kind(^tag|npm$).js', async (request, reply) => {
    const { kind } = request.params;
    if (!bundles.has(kind)) bundles.set(kind, bundleChecks(kind === 'tag'));
    return reply.type('text/javascript; charset=utf-8').send(await bundles.get(kind));
  });
}
