// /v1/qa/export: all rows that a filter means, one a line (JSON Lines), as a file. They are read a page at a time, as fast as
// they are taken: however many there are, neither the collector nor its reader's thread has more of them in hand.

import { Readable } from 'node:stream';
import { limits } from '../limits.js';

/** Those that were there when it was asked: with what comes meanwhile it might never end. */
async function* linesOf(reader, filter) {
  const lastId = await reader.lastId();
  for (let after = 0; after !== null && after < lastId;) {
    const { rows, next } = await reader.page({ ...filter, after, order: 'asc', limit: limits.queryRowsMax });
    yield rows.filter(({ id }) => id <= lastId).map(({ text }) => `${text}\n`).join('');
    after = next;
  }
}

const nameAt = (time) => `kago-events-${time.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}.jsonl`;

/** @param {import('../store/conditions.js').Filter} filter @param {import('fastify').FastifyReply} reply */
export const sendExport = (reader, filter, reply) => reply
  .type('application/x-ndjson; charset=utf-8')
  .header('content-disposition', `attachment; filename="${nameAt(new Date())}"`)
  .send(Readable.from(linesOf(reader, filter)));
