// The ports of `npm start`. They are fixed, so that a page can be bookmarked, and are known before anything listens: the
// collector must know the origin of each shop, and each shop the collector's address.

import { once } from 'node:events';
import { createServer } from 'node:net';

export const HOST = '127.0.0.1';
const PORT_MAX = 65_535;

/** What a variable says, or the port that is there without it; 0 for any free one. */
export function wantedPort(variable, fallback, env = process.env) {
  const text = env[variable] ?? String(fallback);
  const port = Number(text);
  if (text.trim() !== '' && Number.isInteger(port) && port >= 0 && port <= PORT_MAX) return port;
  throw new Error(`${variable} must be a port number (0 to ${PORT_MAX}), not "${text}".`);
}

/** A port, and as many after it as there are `names`; all of them any free ones where the first is 0. */
export function wantedRow(variable, fallback, names, env = process.env) {
  const first = wantedPort(variable, fallback, env);
  if (first + names.length > PORT_MAX) throw new Error(`${variable} must leave room for ${names.length} ports after it: at most ${PORT_MAX - names.length}, not ${first}.`);
  const remedy = `set ${variable} to a port with ${names.length} free ones after it`;
  return ['the page of stand-ins', ...names].map((name, i) => ({ variable, remedy, name, port: first && first + i }));
}

/**
 * The same ports with any free one instead of 0. All are held until all are known, so they are different.
 * @param {{ variable: string, name: string, port: number, remedy?: string }[]} wanted
 */
export async function findPorts(wanted) {
  const probes = [];
  try {
    for (const one of wanted) probes.push(await hold(one));
    return probes.map((probe) => probe.address().port);
  } finally {
    await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
  }
}

async function hold({ variable, name, port, remedy = `set ${variable} to a free port` }) {
  const probe = createServer().listen(port, HOST);
  try {
    await once(probe, 'listening');
    return probe;
  } catch (error) {
    const what = error.code === 'EADDRINUSE' ? 'is busy' : `can't be used (${error.message})`;
    throw new Error(`Port ${port} (${name}) ${what}: ${remedy} (or 0 for any), or end what listens there.`, { cause: error });
  }
}
