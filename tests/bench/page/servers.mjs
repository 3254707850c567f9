// A shop's site and a collector that answers each contender in its own words, at once or not at all. Each page that is
// measured has an origin of both for itself (`7.localhost`), so it finds nothing that another one has left.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliCompressSync, constants, gunzipSync } from 'node:zlib';

const ANY_ORIGIN = { 'access-control-allow-headers': '*', 'access-control-allow-methods': '*', 'access-control-max-age': '600', 'cross-origin-resource-policy': 'cross-origin' };
// Without these two a page's clock is rounded to 100 µs, with them to 5.
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

const textOf = (bytes) => (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString();
const brotliBytes = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 } }).length;

async function startServer(handle) {
  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: server.address().port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** @param {Map<string, object>} visits by their name, the first label of the host */
const visitOf = (visits, request) => visits.get(request.headers.host.split('.')[0]);

function answerPage(visits) {
  return async (request, response) => {
    const visit = visitOf(visits, request);
    const path = new URL(request.url, 'http://site').pathname;
    const file = visit.files(path);
    if (!file) return response.writeHead(404).end();
    if (path.startsWith('/sdk/')) visit.downloaded.set(path, file.body);
    response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-store', ...ISOLATED }).end(file.body);
  };
}

function answerEvents(visits) {
  return async (request, response) => {
    const visit = visitOf(visits, request);
    const cors = { ...ANY_ORIGIN, 'access-control-allow-origin': request.headers.origin ?? '*', 'access-control-allow-credentials': 'true' };
    if (request.method === 'OPTIONS') return response.writeHead(204, { ...cors, 'access-control-allow-headers': request.headers['access-control-request-headers'] ?? '*' }).end();
    const body = textOf(await buffer(request));
    visit.requests++;
    if (visit.isSilent) return;
    const { events, answer } = visit.contender.answer(body, request.url);
    visit.events += events;
    response.writeHead(200, { ...cors, 'content-type': 'application/json' }).end(answer);
    visit.heard();
  };
}

export async function startServers() {
  const visits = new Map();
  const site = await startServer(answerPage(visits));
  const collector = await startServer(answerEvents(visits));
  let last = 0;
  return {
    /** A first visit of a shopper's, to a shop that has this contender. */
    begin(contender, files) {
      const name = String(++last);
      const hearers = new Set();
      const visit = {
        contender,
        files,
        url: `http://${name}.localhost:${site.port}`,
        collector: `http://${name}.localhost:${collector.port}`,
        downloaded: new Map(),
        requests: 0,
        events: 0,
        /** From now on requests are taken and never answered. */
        isSilent: false,
        heard: () => hearers.forEach((hear) => hear()),
        /** Resolves once so many events have been answered; false if they don't come. */
        arrived: (count, msMax) => new Promise((resolve) => {
          const end = (all) => { clearTimeout(timer); hearers.delete(hear); resolve(all); };
          const timer = setTimeout(() => end(false), msMax);
          const hear = () => { if (visit.events >= count) end(true); };
          hearers.add(hear);
          hear();
        }),
        /** Of one file, or of all that were loaded. */
        brotli: (path) => [...visit.downloaded].filter(([name]) => !path || name === path).reduce((sum, [, body]) => sum + brotliBytes(body), 0),
        end: () => visits.delete(name),
      };
      visits.set(name, visit);
      return visit;
    },
    close: () => Promise.all([site.close(), collector.close()]),
  };
}
