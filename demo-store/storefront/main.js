// Runs the demo shop as a process of its own: `node demo-store/storefront/main.js`.
//   KAGO_STORE_PORT     port on 127.0.0.1, 0 for any free one (8080)
//   KAGO_COLLECTOR_URL  where the pages send their events (http://127.0.0.1:8081/v1/events)

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { addReload } from '../platforms/frame/reload.js';
import { createStorefront } from './app.js';

const DIST_FOLDER = fileURLToPath(new URL('../../dist/', import.meta.url));
const STOP_TIMEOUT_MS = 1500;

const port = Number(process.env.KAGO_STORE_PORT ?? 8080);
const collectorUrl = process.env.KAGO_COLLECTOR_URL ?? 'http://127.0.0.1:8081/v1/events';

if (!existsSync(DIST_FOLDER)) {
  console.warn('dist/ is missing, so the shop runs without Kago. Build it with: npm run build');
}

const app = createStorefront({ collectorUrl, distFolder: DIST_FOLDER });
if (process.argv.includes('--reload')) addReload(app);

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);

try {
  await app.listen({ host: '127.0.0.1', port });
  console.log(`storefront listening on http://127.0.0.1:${app.server.address().port}`);
} catch (error) {
  console.error(listenProblem(error));
  process.exit(1);
}

function listenProblem(error) {
  if (error.code === 'EADDRINUSE') return `Port ${port} is busy: set KAGO_STORE_PORT to a free port (or 0 for any).`;
  return `The storefront can't listen on port ${process.env.KAGO_STORE_PORT}: ${error.message} (KAGO_STORE_PORT)`;
}

// Browsers keep connections open, which would hold up a polite close for longer than a tester waits.
function stop() {
  setTimeout(() => process.exit(0), STOP_TIMEOUT_MS).unref();
  app.server.closeAllConnections();
  app.close().then(() => process.exit(0));
}
