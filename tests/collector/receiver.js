// Who is told by a webhook: a server on this machine that remembers what came, and answers as a test has it answer.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

export const SECRET = 'the client secret of an app at BigCommerce';

/**
 * @param {import('node:test').TestContext} t
 * @param {(response: import('node:http').ServerResponse, count: number) => void} [answer] count: of the requests so far
 */
export async function startReceiver(t, answer = (response) => response.end()) {
  const requests = [];
  const waiting = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    requests.push({ method: request.method, path: request.url, headers: request.headers, body });
    for (const tell of waiting.splice(0)) tell();
    answer(response, requests.length);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${server.address().port}/hooks`,
    requests,
    /** Resolves with the next request. */
    next: () => new Promise((resolve) => waiting.push(resolve)),
    told: () => requests.map(({ body }) => JSON.parse(body)),
    said: () => requests.map(({ body }) => JSON.parse(body)).map(({ scope, data }) => [scope.split('/').at(-1), data.id, ...(data.orderId === undefined ? [] : [data.orderId])].join(' ')),
    ids: () => requests.map(({ headers }) => headers['webhook-id']),
  };
}

/** The library that BigCommerce's documentation names is the judge; it takes nothing that is five minutes old. */
export function verify(t, { body, headers }, secret = SECRET) {
  t.mock.timers.enable({ apis: ['Date'], now: Number(headers['webhook-timestamp']) * 1000 });
  try {
    return new Webhook(Buffer.from(secret).toString('base64')).verify(body, headers);
  } finally {
    t.mock.timers.reset();
  }
}
