// GET /v1/qa/about: what the inspector has to know beside rows: which shops there are, with the write key by which an event of
// theirs is posted again (no secret: each page of the shop has it), and what the codes of findings mean.

import { readFileSync } from 'node:fs';
import { shopsOf } from '../access/keys.js';

/** Made of the core's tables by the build. */
const codes = JSON.parse(readFileSync(new URL('../core/codes.json', import.meta.url), 'utf8'));

/** @param {import('fastify').FastifyInstance} routes @param {{ writeKeys: string[] }} parts */
export function addAboutRoute(routes, { writeKeys }) {
  const shops = [...shopsOf(writeKeys)].map(([write_key, shop]) => ({ shop, write_key }));
  routes.get('/v1/qa/about', async () => ({ shops, codes }));
}
