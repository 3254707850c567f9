// How many events a second the collector takes, with the folds, and how long an answer takes: the collector in a process of
// its own, the load from this one, on this machine.
//   --events N        events of each size of batch (default 50000)
//   --rows N          beside an empty file one that has so many events, and how much slower it is there
//   --batches 1,10    sizes of batches (default 1,10,100)
//   --connections N   at once (default 16)
//   --folder F        of the database: /dev/shm for what it takes without a disk
//   --cpu-prof FOLDER profiles of the collectors

import { closeSync, fdatasyncSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fill } from './fill.mjs';
import { loadAll, loadAt } from './load.mjs';
import { startCollector } from './process.mjs';
import { createShoppers } from './shoppers.mjs';

/** Issue 13: events a second, by events a request. */
const AIMS = { 1: 5_000, 10: 8_000, 100: 10_000 };
const ROUNDS = 5;

/** What no commit can take less than. */
function writeMs(folder) {
  const file = join(folder, 'write');
  const descriptor = openSync(file, 'w');
  const times = Array.from({ length: 51 }, () => {
    const began = performance.now();
    writeSync(descriptor, 'x'.repeat(4096));
    fdatasyncSync(descriptor);
    return performance.now() - began;
  }).sort((a, b) => a - b);
  closeSync(descriptor);
  rmSync(file);
  return times[25];
}

const print = (words) => console.log(words.map((word, i) => String(word).padStart(i === 0 ? 24 : 9)).join(' '));

/** @returns {(name: string) => number} what is in the middle of all rounds, of a figure of theirs */
const middleOf = (rounds) => (name) => rounds.map((round) => round[name]).sort((a, b) => a - b)[Math.floor(rounds.length / 2)];

async function measure({ connections, cpuSeconds }, shoppers, batch, events) {
  const cpuBefore = cpuSeconds();
  const all = await loadAll(connections, shoppers, batch, events);
  const cpuUs = (cpuSeconds() - cpuBefore) / events * 1e6;
  const asked = AIMS[batch] && await loadAt(connections, shoppers, batch, events, AIMS[batch]);
  return { ...all, cpuUs, ...(asked && { askedP50: asked.p50, askedP99: asked.p99 }) };
}

function printRounds(title, batch, rounds, memory) {
  const middle = middleOf(rounds);
  const asked = AIMS[batch] ? [AIMS[batch], middle('askedP50').toFixed(1), middle('askedP99').toFixed(1)] : [];
  print([title, Math.round(middle('perSecond')), middle('p50').toFixed(1), middle('p99').toFixed(1), Math.round(middle('cpuUs')), memory.padStart(12), ...asked]);
}

async function fillIn(folder, rows) {
  const began = performance.now();
  let last = { at: began, stored: 0 };
  await fill(folder, rows, (stored) => {
    const at = performance.now();
    process.stdout.write(`\r${stored} events, ${Math.round((stored - last.stored) / (at - last.at) * 1000)} a second   `);
    last = { at, stored };
  });
  console.log(`\r${rows} events in ${Math.round((performance.now() - began) / 1000)} s, without requests`);
}

/** Round by round at one collector after the other, so that whatever else the machine does disturbs both. */
async function measureAll(collectors, batches, events) {
  const shoppers = createShoppers();
  // What a JavaScript engine makes of its code in its first seconds isn't what a shop has.
  for (const { collector } of collectors) await loadAll(collector.connections, shoppers, 10, 5_000);
  console.log(`p50 and p99 in ms: with all connections busy, and at the rate that is asked for; the middle of ${ROUNDS} rounds`);
  print(['events a request', 'events/s', 'p50', 'p99', 'CPU µs', 'memory'.padStart(12), 'at', 'p50', 'p99']);
  for (const batch of batches) {
    const measured = collectors.map((one) => ({ ...one, rounds: [], before: one.collector.memoryMb() }));
    for (let round = 0; round < ROUNDS; round++) {
      for (const { collector, rounds } of measured) rounds.push(await measure(collector, shoppers, batch, events / ROUNDS));
    }
    for (const { name, rounds, before, collector } of measured) printRounds(`${batch}${name}`, batch, rounds, `${before}-${collector.memoryMb()} MB`);
    const [empty, filled] = measured.map(({ rounds }) => middleOf(rounds)('perSecond'));
    if (filled) print(['filled : empty', `${Math.round(filled / empty * 100)} %`]);
  }
}

export async function benchCollector(words) {
  const { values } = parseArgs({ args: words, options: {
    events: { type: 'string', default: '50000' }, rows: { type: 'string', default: '0' }, batches: { type: 'string', default: '1,10,100' },
    connections: { type: 'string', default: '16' }, folder: { type: 'string', default: tmpdir() }, 'cpu-prof': { type: 'string' },
  } });
  const rows = Number(values.rows);
  const root = mkdtempSync(join(values.folder, 'kago-bench-'));
  const collectors = [];
  try {
    console.log(`a write to this disk takes ${writeMs(root).toFixed(1)} ms until it is safe (fdatasync)`);
    for (const [name, count] of rows > 0 ? [[' (empty)', 0], [` (${rows})`, rows]] : [['', 0]]) {
      const folder = join(root, String(count));
      mkdirSync(folder);
      if (count > 0) await fillIn(folder, count);
      collectors.push({ name, folder, collector: await startCollector(folder, { connections: Number(values.connections), profileFolder: values['cpu-prof'] }) });
    }
    await measureAll(collectors, values.batches.split(',').map(Number), Number(values.events));
    for (const { name, folder } of collectors) console.log(`the file${name}: ${Math.round(statSync(join(folder, 'collector.db')).size / 1e6)} MB`);
  } finally {
    await Promise.all(collectors.map(({ collector }) => collector.end()));
    rmSync(root, { recursive: true, force: true });
  }
}
