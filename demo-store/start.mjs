// Starts the demo shop, the platform stand-ins and their collector together, for a person who wants to
// try Kago: `node demo-store/start.mjs`, or `npm start`. They end together.
//   KAGO_STORE_PORT      the shop's port on 127.0.0.1, 0 for any (8080)
//   KAGO_COLLECTOR_PORT  the collector's port, 0 for any (8081)
//   KAGO_PLATFORMS_PORT  the port of the page that leads to the stand-ins, 0 for any (8082)
//   KAGO_ORIGINS         of pages of your own that may send events too, with a comma between: http://localhost:3000
//   KAGO_DATA            where the collector keeps its events (demo-store/data)

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { SHOPS } from './platforms/shops.js';

const HOST = '127.0.0.1';
// For trying out what a shop reads back (docs/collector.md): a cart is abandoned after a minute here.
const TOKEN = 'demo:shop:read_orders+read_checkouts+read_customers+read_carts';
const DIST_FOLDER = new URL('../dist/', import.meta.url);
const START_TIMEOUT_MS = 15_000;
const STOP_TIMEOUT_MS = 3_000;

const children = new Set();
let exitCode = null;

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stopAll(0));

try {
  await start();
} catch (error) {
  if (exitCode === null) console.error(error.message);
  stopAll(1);
}

// The collector must know the shop's origin and the shop the collector's address, so the shop's port
// is settled before either starts.
async function start() {
  if (!existsSync(DIST_FOLDER)) throw new Error('dist/ is missing. Build Kago first: npm run build');
  const storePort = await freePort('KAGO_STORE_PORT', 8080);
  const collectorPort = await freePort('KAGO_COLLECTOR_PORT', 8081);
  const platformPorts = [await freePort('KAGO_PLATFORMS_PORT', 8082), ...(await freePorts(SHOPS.length))];
  const origins = [storePort, ...platformPorts].flatMap((port) => [`http://${HOST}:${port}`, `http://localhost:${port}`]).concat('null', process.env.KAGO_ORIGINS || []).join(',');

  const collector = await run('collector', {
    KAGO_DATA: process.env.KAGO_DATA ?? fileURLToPath(new URL('./data/', import.meta.url)), KAGO_COLLECTOR_PORT: collectorPort, KAGO_ORIGINS: origins,
    KAGO_TOKENS: TOKEN, KAGO_ABANDONED_MINUTES: '1', KAGO_RECOVER_URLS: `shop:http://${HOST}:${storePort}/cart`, KAGO_LOG_LEVEL: 'warn',
  }, '--qa');
  const shop = await run('storefront', { KAGO_STORE_PORT: storePort, KAGO_COLLECTOR_URL: `${collector}/v1/events` });
  const platforms = await run('platforms', { KAGO_PLATFORM_PORTS: platformPorts.join(','), KAGO_COLLECTOR_URL: `${collector}/v1/events` });
  console.log(`\n  Shop       ${shop}/\n  Platforms  ${platforms}/\n  Inspector  ${collector}/inspector/\n  Figures    curl -H 'Authorization: Bearer demo' ${collector}/v1/figures    (more: docs/collector.md)\n\n  Ctrl+C stops all.\n`);
}

/** The wanted port if it is free, or a free one if it is 0. */
function freePort(variable, fallback) {
  const wanted = Number(process.env[variable] ?? fallback);
  return new Promise((resolve, reject) => {
    if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65535) {
      throw new Error(`${variable} must be a port number (0 to 65535), not "${process.env[variable]}".`);
    }
    const probe = createServer();
    probe.once('error', (error) => reject(new Error(portProblem(variable, wanted, error))));
    probe.listen(wanted, HOST, () => {
      const { port } = probe.address();
      probe.close(() => resolve(String(port)));
    });
  });
}

/** Free ports that are all different: each is held until all are known. */
async function freePorts(count) {
  const probes = Array.from({ length: count }, () => createServer().listen(0, HOST));
  await Promise.all(probes.map((probe) => once(probe, 'listening')));
  const ports = probes.map((probe) => String(probe.address().port));
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
  return ports;
}

function portProblem(variable, port, error) {
  if (error.code === 'EADDRINUSE') return `Port ${port} is busy: set ${variable} to a free port (or 0 for any).`;
  return `Port ${port} can't be used (${error.message}): set ${variable} to a free port (or 0 for any).`;
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
