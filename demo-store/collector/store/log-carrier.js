// What is committed stands in the database's log until it is carried over into the file. That waits for the disk as long as
// many commits do; so the reading thread does it, a moment after something was stored.

import { limits } from '../limits.js';

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {{ reader: ReturnType<import('./reading.js').createReading>, changes: import('node:events').EventEmitter }} parts
 */
export function addLogCarrier(app, { reader, changes }) {
  let timer = null;
  let carried = null;

  function carry() {
    carried = reader.carryLogOver().catch((error) => app.log.error(error)).then(() => { timer = null; });
  }

  function carrySoon() {
    timer ??= setTimeout(carry, limits.databaseLogMs).unref();
  }

  changes.on('stored', carrySoon);
  app.addHook('preClose', async () => {
    changes.off('stored', carrySoon);
    clearTimeout(timer);
    await carried;
  });
}
