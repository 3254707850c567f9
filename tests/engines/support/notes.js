// Where pages of any engine tell which of their calls have resolved: a page that is gone can't be asked any more.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

export async function startNotes() {
  const resolved = new Set();
  const server = createServer(async (request, response) => {
    resolved.add(Number(await text(request)));
    response.end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${server.address().port}/`;
  return {
    /** Grows by each call that has resolved to `accepted`. */
    resolved,
    /** From now on the page tells. */
    listenTo: (page) => page.evaluate((to) => { window.accepted = (n) => navigator.sendBeacon(to, String(n)); }, url),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
