// GET /v1/stream: the rows as server-sent events. A stream is a cursor over
// the database that is woken after each commit, not a queue in memory: so a
// slow reader costs nothing, and a reader that comes back misses nothing.

import { Readable } from 'node:stream';
import { ClientError } from '../errors.js';
import { filterMembers, filterOf, placeMember } from './filters.js';
import { limits } from '../limits.js';

const streamQuery = { type: 'object', additionalProperties: false, properties: { ...filterMembers, after: placeMember } };

const toMessage = ({ id, text }) => `id: ${id}\ndata: ${text}\n\n`;
// Without an id: an old row that is told again must not set the reader back.
const toUpdate = ({ text }) => `data: ${text}\n\n`;
const resetMessage = 'event: reset\ndata: {}\n\n';
const heartbeat = ': heartbeat\n\n';
const firstWords = 'retry: 1000\n\n';

/** The browser's Last-Event-ID is newer than the `after` that stays in its URL. */
function startOf(request, lastId) {
  const seen = request.headers['last-event-id'];
  if (/^\d{1,15}$/.test(seen ?? '')) return Number(seen);
  return request.query.after ?? lastId;
}

/** A cursor beyond the last id comes from a database that is gone: begin anew. */
function openingOf(start, lastId) {
  return start > lastId ? { cursor: 0, text: firstWords + resetMessage } : { cursor: start, text: firstWords };
}

/**
 * @param {{ reader: ReturnType<import('../store/reading.js').createReading>, changes: import('node:events').EventEmitter,
 *   filter?: import('../store/conditions.js').Filter, start: number, lastId: number }} options
 * @returns {Readable} reads the next rows only when the last ones have been taken
 */
export function createStream({ reader, changes, filter = {}, start, lastId }) {
  let { cursor, text } = openingOf(start, lastId);
  const isFiltered = Object.values(filter).some((value) => value?.length > 0);
  let isWanted = false;
  let isReading = false;
  /** Something may have come that the page being read doesn't have. */
  let isBehind = false;
  let resets = 0;
  let isOver = false;

  async function readPage() {
    const resetsBefore = resets;
    // Behind all that a filter passes over, or each wake would look at it again. Read first: what comes later is behind that.
    const passed = isFiltered ? await reader.lastId() : 0;
    const { rows } = await reader.page({ ...filter, after: cursor, order: 'asc', limit: limits.streamRowsPerRead });
    // What was read before a reset is no more.
    if (resets !== resetsBefore || isOver) return;
    if (rows.length === 0) {
      cursor = Math.max(cursor, passed);
      return;
    }
    cursor = rows.at(-1).id;
    isWanted = false;
    stream.push(rows.map(toMessage).join(''));
  }

  async function readRows() {
    isBehind = true;
    if (isReading) return;
    isReading = true;
    try {
      while (isWanted && isBehind && !isOver) {
        isBehind = false;
        await readPage();
      }
    } catch (error) {
      stream.destroy(error);
    } finally {
      isReading = false;
    }
  }

  function interject(message) {
    if (isOver) return;
    if (stream.readableLength > limits.streamBacklogBytes) return stream.destroy();
    if (message !== '') stream.push(message);
  }

  async function tellUpdates(mendedEventIds) {
    const rows = await reader.mended({ eventIds: mendedEventIds, filter });
    interject(rows.filter(({ id }) => id <= cursor).map(toUpdate).join(''));
  }

  function onStored(mendedEventIds) {
    readRows();
    if (mendedEventIds.length > 0) tellUpdates(mendedEventIds).catch((error) => stream.destroy(error));
  }

  function onReset() {
    resets += 1;
    interject(resetMessage);
    readRows();
  }

  function onEnd() {
    if (isOver) return;
    isOver = true;
    stream.push(null);
  }

  const beat = setInterval(() => interject(heartbeat), limits.heartbeatMs);
  const stream = new Readable({
    read() {
      isWanted = true;
      readRows();
    },
    destroy(error, done) {
      isOver = true;
      clearInterval(beat);
      changes.off('stored', onStored).off('reset', onReset).off('end', onEnd);
      done(error);
    },
  });
  changes.on('stored', onStored).on('reset', onReset).on('end', onEnd);
  stream.push(text);
  return stream;
}

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {{ reader: object, changes: import('node:events').EventEmitter }} parts
 */
export function addStreamRoute(app, { reader, changes }) {
  /** @type {Set<Readable>} */
  const open = new Set();

  app.get('/v1/stream', { schema: { querystring: streamQuery } }, async (request, reply) => {
    const { after, ...filter } = filterOf(request.query);
    const lastId = await reader.lastId();
    if (open.size >= limits.streams) {
      throw new ClientError(429, 'too_many_streams', `At most ${limits.streams} streams can be open.`);
    }
    const stream = createStream({ reader, changes, filter, start: startOf(request, lastId), lastId });
    open.add(stream);
    stream.once('close', () => open.delete(stream));
    // An idle connection kept after the stream's end would hold up the shutdown.
    return reply.header('content-type', 'text/event-stream; charset=utf-8').header('connection', 'close').send(stream);
  });

  app.addHook('preClose', async () => { changes.emit('end'); });
}
