// Puts the collector together from its parts. Read this file to find the part
// that you look for; it decides nothing itself.

import { EventEmitter } from 'node:events';
import Fastify from 'fastify';
import { shopsOf } from './access/keys.js';
import { addOAuthRoute } from './access/oauth.js';
import { warnOfProxies } from './access/proxies.js';
import { addRateLimits } from './access/rate-limits.js';
import { readersOf } from './access/tokens.js';
import { createAbandoned } from './store/abandoned.js';
import { createEraser } from './store/erase.js';
import { closeDatabase, fileIn, openDatabase } from './store/database.js';
import { answerBadClients, answerErrors, describeSchemaError, frameworkErrors } from './errors.js';
import { addEventsRoute } from './ingest/events-route.js';
import { limits } from './limits.js';
import { logAnswers, logOptions } from './log.js';
import { addMarketing } from './marketing/routes.js';
import { createMetrics } from './metrics.js';
import { addForQa } from './inspect/qa.js';
import { addQaRoutes } from './inspect/qa-routes.js';
import { addHealthRoute, addQueryRoutes } from './inspect/query-route.js';
import { readLimit } from './read/call-limit.js';
import { addApi2CartRoutes } from './read/api2cart.js';
import { addBigCommerceRoutes } from './read/bigcommerce.js';
import { addNoticesRoute } from './read/notices.js';
import { createLinks } from './recover/links.js';
import { addOpenApi } from './openapi/document.js';
import { addRecoverRoutes } from './recover/routes.js';
import { addPreviewRoute } from './read/preview.js';
import { addShopifyRoutes } from './read/shopify.js';
import { addUserRoutes } from './read/users.js';
import { createCartOwner } from './store/contacts.js';
import { createKeptCart } from './store/kept-cart.js';
import { addLogCarrier } from './store/log-carrier.js';
import { createReading } from './store/reading.js';
import { addRetention } from './store/retention.js';
import { rebuild } from './store/rebuild.js';
import { createFolder } from './store/rows.js';
import { addStreamRoute } from './inspect/stream.js';
import { addAssets, addCors, addInspector, addMarketingPages, addSecurityHeaders } from './inspect/web.js';
import { addTraceRoute, addVisitRoutes } from './trace/routes.js';
import { createVisits } from './trace/store.js';
import { createWriter } from './store/writer.js';
import { addressesOf } from './webhooks/addresses.js';
import { requireNone } from './settings/fault.js';
import { faultsOf } from './settings/faults.js';
import { createNotices } from './webhooks/notices.js';
import { addWebhooks } from './webhooks/webhooks.js';

function createServer({ bodyLimitBytes, trustProxy, log }) {
  return Fastify({
    ...logOptions(log),
    trustProxy,
    bodyLimit: Math.max(bodyLimitBytes, limits.bodyBytesReadMin),
    requestTimeout: limits.requestTimeoutMs,
    routerOptions: { maxParamLength: limits.pathPartCharacters },
    frameworkErrors,
    clientErrorHandler: answerBadClients,
    // Else a number beyond all (1e400) is below every maximum.
    ajv: { customOptions: { removeAdditional: false, strictNumbers: false } },
    schemaErrorFormatter: describeSchemaError,
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
 *   fold: (request: string) => string,
 *   reply: (request: string) => string,
 *   dataFolder: string,
 *   origins?: string[],
 *   writeKeys?: string[],
 *   tokens?: { token: string, shop: string, scopes: string[] }[],
 *   clients?: { id: string, secret: string, shop: string, scopes: string[] }[],
 *   publicUrl?: string,
 *   cartDays?: number,
 *   abandonedMinutes?: number,
 *   recoverUrls?: { shop: string, url: string }[],
 *   webhooks?: { shop: string, secret: string, url: string }[],
 *   retentionDays?: number,
 *   webhookTimeoutMs?: number,
 *   now?: () => number,
 *   qa?: boolean,
 *   writesPerMinute?: number,
 *   trustProxy?: string[] | number,
 *   bodyLimitBytes?: number,
 *   log?: { level: string, stream: { write: (line: string) => void } },
 * }} options
 */
export async function createCollector(options) {
  requireNone(faultsOf(options));
  return collectorOf(options);
}

async function collectorOf({
  validate, fold, reply, dataFolder, origins = [], writeKeys = ['pk_demo'],
  tokens = [], clients = [], publicUrl, cartDays = limits.cartDaysDefault, abandonedMinutes = limits.abandonedMinutesDefault, recoverUrls = [], retentionDays, webhooks = [],
  webhookTimeoutMs = limits.webhookTimeoutMs, now = Date.now, qa = false, writesPerMinute = limits.writesPerMinuteDefault, trustProxy, bodyLimitBytes = limits.bodyBytesDefault, log = { level: 'silent' },
}) {
  const shops = new Set(shopsOf(writeKeys).values());
  const addresses = addressesOf(webhooks);
  const { database, isBehind } = await openDatabase(dataFolder);
  if (isBehind) await rebuild(database, fold);
  const abandoned = createAbandoned(database, { cartDays, abandonedMinutes, now });
  const notices = createNotices(database, { reply, isTold: (shop) => addresses.has(shop), cartDays, now });
  const visits = createVisits(database, now);
  const eraser = createEraser(database, fold);
  if ([...tokens, ...clients].some(({ scopes }) => scopes.includes('erase_customers'))) eraser.prepare();
  const metrics = createMetrics(database, shops);
  const writer = createWriter(database, createFolder(database, fold, { onOrders: notices.ordered }), now);
  const parts = {
    reader: createReading(fileIn(dataFolder), { cartDays, abandonedMinutes, now }),
    writer: { ...writer, store: metrics.measured(writer.store) },
    changes: new EventEmitter().setMaxListeners(0),
  };
  const app = createServer({ bodyLimitBytes, trustProxy, log });
  logAnswers(app);
  if (trustProxy === undefined) warnOfProxies(app);
  answerErrors(app);
  addSecurityHeaders(app);
  addCors(app);
  await addRateLimits(app);
  const readerOf = readersOf(tokens, clients, database, now);
  const access = { readerOf, limitReads: readLimit({ calls: limits.readsAtOnce, leakPerS: limits.readsPerSecond }) };
  const previews = { readerOf, limitReads: readLimit({ calls: limits.previewsAtOnce, leakPerS: limits.previewsPerSecond }) };
  await addOpenApi(app, { publicUrl });
  metrics.addTo(app, readerOf);
  addEventsRoute(app, { ...parts, validate, writeKeys, origins, bodyLimitBytes, writesPerMinute, qa, onResults: metrics.countEvents });
  addLogCarrier(app, parts);
  addOAuthRoute(app, { database, clients, now });
  const links = createLinks(database, { recoverUrls, cartDays, now });
  const cartOf = createKeptCart(database, { reply, cartDays, now });
  addRecoverRoutes(app, { database, cartOf, links, writer: parts.writer, changes: parts.changes, origins, now });
  addShopifyRoutes(app, { database, reading: parts.reader, reply, readerOf, links, publicUrl, cartDays, now });
  addApi2CartRoutes(app, { reading: parts.reader, reply, access });
  addBigCommerceRoutes(app, { database, notices, access });
  addNoticesRoute(app, { database, access });
  addPreviewRoute(app, { cartOf, ownerOf: createCartOwner(database, reply), access: previews, links, publicUrl });
  addMarketing(app, { reading: parts.reader, reply, access, links, publicUrl, abandonedMinutes, now });
  addUserRoutes(app, { database, reply, access, cartDays, now, eraser, changes: parts.changes });
  addWebhooks(app, { database, abandoned, notices, addresses, shops, now, timeoutMs: webhookTimeoutMs });
  if (retentionDays !== undefined) addRetention(app, { database, fold, retentionDays, now });
  addHealthRoute(app, { database });
  addAssets(app);
  addMarketingPages(app);
  if (qa) {
    addTraceRoute(app, { visits, writeKeys, origins, changes: parts.changes });
    addForQa(app, [
      (routes) => addQueryRoutes(routes, { ...parts, abandonedMinutes }), (routes) => addQaRoutes(routes, { ...parts, validate, writeKeys }),
      (routes) => addStreamRoute(routes, parts), (routes) => addVisitRoutes(routes, { visits }), addInspector,
    ]);
  }
  endConnectionsInTime(app);
  app.addHook('onClose', async () => {
    await parts.reader.close();
    closeDatabase(database);
  });
  return app;
}
