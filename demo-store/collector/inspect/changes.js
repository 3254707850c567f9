// Tells whoever reads along (stream.js) that something has changed, once it is committed. They have no say in the answer to
// whoever changed it: it comes first, and a failure of theirs is logged.

/**
 * @param {import('node:events').EventEmitter} changes
 * @param {import('fastify').FastifyBaseLogger} log
 * @param {'stored' | 'reset'} what @param {...any} more
 */
export function tell(changes, log, what, ...more) {
  setImmediate(() => {
    try {
      changes.emit(what, ...more);
    } catch (error) {
      log.error(error);
    }
  });
}
