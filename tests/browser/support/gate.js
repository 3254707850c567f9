// A small HTTP proxy between the pages and the collector. It keeps what went through, and a test
// can make it behave like a bad network: see the behaviours below.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

/** @typedef {{ request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse,
 *   bytes: Buffer, target: string }} Passage */

/** @param {Passage} passage */
async function ask({ request, bytes, target }) {
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
  const answer = await fetch(target + request.url, {
    method: request.method, headers, body: request.method === 'POST' ? bytes : undefined,
  });
  return { status: answer.status, headers: headersOf(answer), body: await answer.text() };
}

function headersOf(answer) {
  const perHop = ['connection', 'keep-alive', 'transfer-encoding', 'content-encoding', 'content-length', 'date'];
  return Object.fromEntries([...answer.headers].filter(([name]) => !perHop.includes(name)));
}

export const isGzip = (bytes) => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** The network works. */
export async function open(passage) {
  const { status, headers, body } = await ask(passage);
  passage.response.writeHead(status, headers).end(body);
}

/** Nobody answers, and nothing arrives. */
export async function down({ request }) {
  request.socket.destroy();
}

/** Nobody answers, and nobody says so. */
export const blackHole = () => new Promise(() => {});

/** The collector stores the events, but its answer gets lost. */
export async function loseAnswer(passage) {
  await ask(passage);
  passage.request.socket.destroy();
}

/** A collector of another make: it stores what anybody posts, and lets no page of another origin read its answer. */
export async function withoutCors(passage) {
  const { origin: _origin, ...headers } = passage.request.headers;
  const { status, body } = await ask({ ...passage, request: { method: passage.request.method, url: passage.request.url, headers } });
  passage.response.writeHead(status).end(body);
}

/** Something in front of the collector answers, and nothing arrives. */
export const answerWith = (status, headers = {}, body = '') => async ({ request, response }) => {
  const hasBody = status !== 204 && status !== 304;
  response.writeHead(status, { 'access-control-allow-origin': request.headers.origin ?? '*', ...headers }).end(hasBody ? body : undefined);
};

/** The collector reads text only. */
export const readNoGzip = (status) => async (passage) => (isGzip(passage.bytes) ? answerWith(status)(passage) : open(passage));

/** The request is on its way until the test lets it go. */
export function answerLater() {
  let answer;
  let ask;
  let leave;
  const allowed = new Promise((resolve) => { answer = resolve; });
  const asked = new Promise((resolve) => { ask = resolve; });
  const answered = new Promise((resolve) => { leave = resolve; });
  /** `asked` resolves when the first request has come, `answered` when an answer has left. */
  const behaviour = async (passage) => {
    ask();
    await allowed;
    await open(passage);
    leave();
  };
  return { behaviour, asked, answer, answered };
}

export async function startGate(target) {
  const requests = [];
  let behaviour = open;
  const server = createServer(async (request, response) => {
    try {
      const bytes = await buffer(request);
      const body = isGzip(bytes) ? gunzipSync(bytes).toString() : bytes.toString();
      requests.push({ method: request.method, url: request.url, headers: request.headers, bytes, body });
      await behaviour({ request, response, bytes, target });
    } catch {
      // The page or the collector went away: the other side sees just that.
      request.socket.destroy();
    }
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** What came to the gate, whatever became of it. */
    requests,
    behave: (next) => { behaviour = next; },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
