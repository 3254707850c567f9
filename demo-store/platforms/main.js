// Runs the platform stand-ins and the guide to them as a process of its own.
//   KAGO_PLATFORM_PORTS  ports on 127.0.0.1: the guide's, then one for each of ALL_SHOPS
//   KAGO_COLLECTOR_URL   where the pages send their events (http://127.0.0.1:8081/v1/events)
//   KAGO_STORE_URL       the demo shop, which the guide leads to as well

import { fileURLToPath } from 'node:url';
import { startStandIns } from './start.js';

const STOP_TIMEOUT_MS = 1500;

const { KAGO_PLATFORM_PORTS: ports = '', KAGO_COLLECTOR_URL: eventsUrl = 'http://127.0.0.1:8081/v1/events', KAGO_STORE_URL: store } = process.env;
const options = {
  distFolder: fileURLToPath(new URL('../../dist/', import.meta.url)), collector: new URL(eventsUrl).origin, store, ports: ports.split(',').map(Number), reloads: process.argv.includes('--reload'),
};

try {
  const { url, close } = await startStandIns(options);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop(close));
  console.log(`platforms listening on ${url}`);
} catch (error) {
  console.error(`The platform stand-ins can't listen: ${error.message} (KAGO_PLATFORM_PORTS)`);
  process.exit(1);
}

async function stop(close) {
  setTimeout(() => process.exit(0), STOP_TIMEOUT_MS).unref();
  await close();
  process.exit(0);
}
