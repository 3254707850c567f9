// How many events a second the collector takes, with the folds, and how long an answer takes: the collector in a process of
// its own, the load from this one, on this machine.
//   --events N        events of each size of batch (default 20000)
//   --rows N          stored before that (default 0)
//   --batches 1,10    sizes of batches (default 1,10,100)
//   --connections N   at once (default 16)
//   --folder F        of the database: /dev/shm for what it takes without a disk
//   --cpu-prof FOLDER a profile of the collector

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { connectTo } from './connection.mjs';
import { createShoppers } from './shoppers.mjs';

const MAIN = fileURLToPath(new URL('../../demo-store/collector/main.js', import.meta.url));
/** Issue 13: with load generator and collector on two cores. */
const AIMS = { 1: 5_000, 10: 8_000, 100: 10_000 };
/** Linux counts in these, whatever its kernel does. */
const TICKS_PER_SECOND = 100;
const PREFILL_BATCH = 200;

async function startCollector(dataFolder, profileFolder) {
  const profile = profileFolder ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : [];
  const log = join(dataFolder, 'log');
  const child = spawn(process.execPath, [...profile, MAIN], {
    env: { ...process.env, KAGO_DATA: dataFolder, KAGO_COLLECTOR_PORT: '0', KAGO_WRITES_PER_MINUTE: '0' }, stdio: ['ignore', 'pipe', openSync(log, 'w')] });
  const died = once(child, 'exit').then(() => { throw new Error(`the collector has ended: ${readFileSync(log, 'utf8')}`); });
  died.catch(() => {});
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), died]);
  return { child, port: Number(/:(\d+)\D*$/.exec(line)[1]) };
}

function memoryMb(pid) {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(kilobytes / 1024);
}

/** Of all its threads: what an event costs on a machine that others work on too. */
function cpuSeconds(pid) {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ').slice(11, 13).map(Number);
  return (user + system) / TICKS_PER_SECOND;
}

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** What no commit can take less than. */
function writeMs(folder) {
  const file = join(folder, 'write');
  const descriptor = openSync(file, 'w');
  const times = Array.from({ length: 50 }, () => {
    const began = performance.now();
    writeSync(descriptor, 'x'.repeat(4096));
    fdatasyncSync(descriptor);
    return performance.now() - began;
  }).sort((a, b) => a - b);
  closeSync(descriptor);
  rmSync(file);
  return percentile(times, 0.5);
}

/** @returns {Promise<{ perSecond: number, latencies: number[] }>} latencies in ms, sorted */
async function load(connections, shoppers, batch, events) {
  const latencies = [];
  let left = Math.ceil(events / batch);
  const began = performance.now();
  await Promise.all(connections.map(async (connection) => {
    while (left-- > 0) {
      const body = shoppers.request(batch);
      const sent = performance.now();
      const answer = await connection.post(body);
      latencies.push(performance.now() - sent);
      if (answer.status !== 200 || answer.body.includes('"refused"')) throw new Error(`answered ${answer.status}: ${answer.body}`);
    }
  }));
  const seconds = (performance.now() - began) / 1000;
  return { perSecond: Math.ceil(events / batch) * batch / seconds, latencies: latencies.sort((a, b) => a - b) };
}

const print = (words) => console.log(words.map((word, i) => String(word).padStart(i === 0 ? 12 : 9)).join(' '));

async function prefill(connections, shoppers, rows, pid) {
  const step = Math.max(Math.ceil(rows / 10), PREFILL_BATCH);
  print(['rows', 'events/s', 'p99 ms', 'memory']);
  for (let stored = 0; stored < rows; stored += step) {
    const { perSecond, latencies } = await load(connections, shoppers, PREFILL_BATCH, Math.min(step, rows - stored));
    print([Math.min(stored + step, rows), Math.round(perSecond), percentile(latencies, 0.99).toFixed(0), `${memoryMb(pid)} MB`]);
  }
}

export async function benchCollector(words) {
  const { values } = parseArgs({ args: words, options: {
    events: { type: 'string', default: '20000' }, rows: { type: 'string', default: '0' }, batches: { type: 'string', default: '1,10,100' },
    connections: { type: 'string', default: '16' }, folder: { type: 'string', default: tmpdir() }, 'cpu-prof': { type: 'string' },
  } });
  const folder = mkdtempSync(join(values.folder, 'kago-bench-'));
  console.log(`a write to this disk takes ${writeMs(folder).toFixed(1)} ms until it is safe (fdatasync)`);
  const { child, port } = await startCollector(folder, values['cpu-prof']);
  try {
    const connections = await Promise.all(Array.from({ length: Number(values.connections) }, () => connectTo(port)));
    const shoppers = createShoppers();
    if (Number(values.rows) > 0) await prefill(connections, shoppers, Number(values.rows), child.pid);
    // What a JavaScript engine makes of its code in its first seconds isn't what a shop has.
    await load(connections, shoppers, 10, 2_000);
    print(['batches of', 'events/s', 'p50 ms', 'p99 ms', 'CPU µs', 'memory', 'aim']);
    for (const batch of values.batches.split(',').map(Number)) {
      const before = memoryMb(child.pid);
      const cpuBefore = cpuSeconds(child.pid);
      const { perSecond, latencies } = await load(connections, shoppers, batch, Number(values.events));
      print([batch, Math.round(perSecond), percentile(latencies, 0.5).toFixed(1), percentile(latencies, 0.99).toFixed(1),
        Math.round((cpuSeconds(child.pid) - cpuBefore) / Number(values.events) * 1e6), `${before}-${memoryMb(child.pid)} MB`, AIMS[batch] ?? '']);
    }
    console.log(`the file: ${Math.round(statSync(join(folder, 'collector.db')).size / 1e6)} MB`);
    for (const connection of connections) connection.close();
  } finally {
    child.kill('SIGTERM');
    await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  }
}
