// Starts the demo shop, the platform stand-ins and their collector together, for a person who wants to
// try Kago: `node demo-store/start.mjs`, or `npm start`. They end together.
// With `--reload` the shops' pages load themselves again when the demo is begun again (dev.mjs).
//   KAGO_STORE_PORT      the shop's port on 127.0.0.1, 0 for any (8080)
//   KAGO_COLLECTOR_PORT  the collector's port, 0 for any (8081)
//   KAGO_PLATFORMS_PORT  the port of the page that leads to the stand-ins (8082), each of which has one of those after it,
//                        in the order of ALL_SHOPS (platforms/shops.js): 8083, 8084, ...; 0 for any free ones
//   KAGO_ORIGINS         of pages of your own that may send events too, with a comma between: http://localhost:3000
//   KAGO_DATA            where the collector keeps its events (demo-store/data)

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ALL_SHOPS, tokenOf, WRITE_KEYS } from './platforms/shops.js';
import { findPorts, HOST, wantedPort, wantedRow } from './ports.mjs';

// For trying out what a shop reads back (docs/collector.md): `demo` for the demo shop, `demo-shopify` for that stand-in, ...
// A cart is abandoned after a minute here.
const SCOPES = 'read_orders+read_checkouts+read_customers+read_carts';
const TOKENS = ['shop', ...ALL_SHOPS.map(({ name }) => name)].map((name) => `${tokenOf(name)}:${name}:${SCOPES}`);
const DIST_FOLDER = new URL('../dist/', import.meta.url);
const START_TIMEOUT_MS = 15_000;
const STOP_TIMEOUT_MS = 3_000;

const words = process.argv.slice(2);
const children = new Set();
let exitCode = null;

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stopAll(0));

try {
  await start();
} catch (error) {
  if (exitCode === null) console.error(error.message);
  stopAll(1);
}

async function start() {
  if (!existsSync(DIST_FOLDER)) throw new Error('dist/ is missing. Build Kago first: npm run build');
  const [storePort, collectorPort, ...platformPorts] = await findPorts([
    { variable: 'KAGO_STORE_PORT', name: 'the demo shop', port: wantedPort('KAGO_STORE_PORT', 8080) },
    { variable: 'KAGO_COLLECTOR_PORT', name: 'the collector', port: wantedPort('KAGO_COLLECTOR_PORT', 8081) },
    ...wantedRow('KAGO_PLATFORMS_PORT', 8082, ALL_SHOPS.map(({ title }) => title)),
  ]);
  const origins = [storePort, ...platformPorts].flatMap((port) => [`http://${HOST}:${port}`, `http://localhost:${port}`]);

  const collector = await run('collector', {
    KAGO_DATA: process.env.KAGO_DATA ?? fileURLToPath(new URL('./data/', import.meta.url)), KAGO_COLLECTOR_PORT: String(collectorPort),
    KAGO_ORIGINS: listOf(...origins, 'null', process.env.KAGO_ORIGINS), KAGO_WRITE_KEYS: listOf(...WRITE_KEYS, process.env.KAGO_WRITE_KEYS),
    KAGO_TOKENS: listOf(...TOKENS), KAGO_ABANDONED_MINUTES: '1', KAGO_RECOVER_URLS: `shop:http://${HOST}:${storePort}/cart`, KAGO_LOG_LEVEL: 'warn',
  }, '--qa');
  const shop = await run('storefront', { KAGO_STORE_PORT: String(storePort), KAGO_COLLECTOR_URL: `${collector}/v1/events` }, ...words);
  const platforms = await run('platforms', { KAGO_PLATFORM_PORTS: platformPorts.join(','), KAGO_COLLECTOR_URL: `${collector}/v1/events`, KAGO_STORE_URL: shop }, ...words);
  console.log(`\n  Shop       ${shop}/\n  Platforms  ${platforms}/\n  Inspector  ${collector}/inspector/\n  Marketing  ${collector}/marketing/#token=demo\n  Figures    curl -H 'Authorization: Bearer demo' ${collector}/v1/figures    (more: docs/collector.md)\n\n  Ctrl+C stops all.\n`);
}

function listOf(...parts) {
  return parts.filter(Boolean).join(',');
}

/** Starts one process and resolves with the address that it says it listens on. */
function run(name, environment, ...words) {
  const script = fileURLToPath(new URL(`./${name}/main.js`, import.meta.url));
  // What is said to this program is no setting of the collector, which takes no other's.
  const { KAGO_STORE_PORT, KAGO_PLATFORMS_PORT, ...inherited } = process.env;
  const child = spawn(process.execPath, [script, ...words], {
    env: { ...inherited, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  return new Promise((resolve, reject) => {
    const late = new Error(`The ${name} didn't start within ${START_TIMEOUT_MS / 1000} s.`);
    const timer = setTimeout(() => reject(late), START_TIMEOUT_MS);
    createInterface(child.stdout).on('line', (line) => {
      const address = line.match(new RegExp(`^${name} listening on (http://\\S+)`))?.[1];
      if (!address) return console.log(`[${name}] ${line}`);
      clearTimeout(timer);
      resolve(address);
    });
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      children.delete(child);
      reject(new Error(`The ${name} ended before it listened.`));
      ended(name, code ?? signal);
    });
  });
}

// One without the other is no demo. After `stopAll` this only waits for the last one to go.
function ended(name, how) {
  if (exitCode === null) console.error(`The ${name} ended (${how}), so the demo stops.`);
  stopAll(1);
}

// Ctrl+C in a terminal reaches the children as well, but a SIGTERM from elsewhere reaches only us.
function stopAll(code) {
  exitCode ??= code;
  if (children.size === 0) process.exit(exitCode);
  for (const child of children) child.kill('SIGTERM');
  setTimeout(() => {
    for (const child of children) child.kill('SIGKILL');
    process.exit(exitCode);
  }, STOP_TIMEOUT_MS).unref();
}
