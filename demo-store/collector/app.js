// Puts the collector together from its parts. Read this file to find the part
// that you look for; it decides nothing itself.

import { EventEmitter } from 'node:events';
import Fastify from 'fastify';
import { openDatabase } from './database.js';
import { answerErrorsAsJson, describeQueryError } from './errors.js';
import { addEventsRoute } from './events-route.js';
import { limits } from './limits.js';
import { addQueryRoutes } from './query-route.js';
import { createReader } from './reader.js';
import { addStreamRoute } from './stream.js';
import { addCors, addInspector, addSecurityHeaders } from './web.js';
import { createWriter } from './writer.js';

function createServer({ bodyLimitBytes, logger }) {
  return Fastify({
    logger,
    bodyLimit: Math.max(bodyLimitBytes, limits.bodyBytesReadMin),
    requestTimeout: limits.requestTimeoutMs,
    ajv: { customOptions: { removeAdditional: false } },
    schemaErrorFormatter: describeQueryError,
  });
}

// A request that is never finished, or a client that keeps its connection, must not hold up the end.
function endConnectionsInTime(app) {
  let hurry;
  app.addHook('preClose', async () => {
    hurry = setTimeout(() => app.server.closeAllConnections(), limits.shutdownGraceMs);
  });
  app.addHook('onClose', async () => clearTimeout(hurry));
}

/**
 * The app doesn't listen yet. It owns its database: `app.close()` closes both.
 * @param {{
 *   validate: (eventText: string) => { valid: boolean, violations: object[] },
 *   dataFolder: string,
 *   origins?: string[],
 *   writeKeys?: string[],
 *   bodyLimitBytes?: number,
 *   logger?: boolean | object,
 * }} options
 */
export function createCollector({
  validate, dataFolder, origins = [], writeKeys = ['pk_demo'],
  bodyLimitBytes = limits.bodyBytesDefault, logger = false,
}) {
  const database = openDatabase(dataFolder);
  const parts = {
    reader: createReader(database),
    writer: createWriter(database),
    changes: new EventEmitter().setMaxListeners(0),
  };
  const app = createServer({ bodyLimitBytes, logger });
  answerErrorsAsJson(app);
  addSecurityHeaders(app);
  addCors(app, origins);
  addEventsRoute(app, { ...parts, validate, writeKeys, bodyLimitBytes });
  addQueryRoutes(app, parts);
  addStreamRoute(app, parts);
  addInspector(app);
  endConnectionsInTime(app);
  app.addHook('onClose', async () => database.close());
  return app;
}
