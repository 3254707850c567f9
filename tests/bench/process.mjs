// A collector in a process of its own, and what the machine says of it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { connectTo } from './connection.mjs';

const MAIN = fileURLToPath(new URL('../../demo-store/collector/main.js', import.meta.url));
/** Linux counts in these, whatever its kernel does. */
const TICKS_PER_SECOND = 100;

/**
 * @param {string} dataFolder @param {{ connections: number, profileFolder?: string, env?: Record<string, string> }} options
 * @returns {Promise<{ port: number, connections: object[], memoryMb: () => number, cpuSeconds: () => number, end: () => Promise<void> }>}
 */
export async function startCollector(dataFolder, { connections: count, profileFolder, env = {} }) {
  const profile = profileFolder ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : [];
  const log = join(dataFolder, 'log');
  const child = spawn(process.execPath, [...profile, MAIN], {
    env: { ...process.env, KAGO_DATA: dataFolder, KAGO_COLLECTOR_PORT: '0', KAGO_WRITES_PER_MINUTE: '0', ...env }, stdio: ['ignore', 'pipe', openSync(log, 'w')] });
  const died = once(child, 'exit').then(() => { throw new Error(`the collector has ended: ${readFileSync(log, 'utf8')}`); });
  died.catch(() => {});
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), died]);
  const port = Number(/:(\d+)\D*$/.exec(line)[1]);
  const connections = await Promise.all(Array.from({ length: count }, () => connectTo(port)));

  return {
    port,
    connections,
    memoryMb() {
      const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'));
      return Math.round(kilobytes / 1024);
    },
    /** Of all its threads: what an event costs on a machine that others work on too. */
    cpuSeconds() {
      const [user, system] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ').slice(11, 13).map(Number);
      return (user + system) / TICKS_PER_SECOND;
    },
    async end() {
      for (const connection of connections) connection.close();
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
