// What the docs tell the collector, asked of the collector itself: its settings, commands and options, its routes, what it
// answers.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCollector } from '../../../demo-store/collector/app.js';
import { readConfig } from '../../../demo-store/collector/config.js';
import { loadServerCore } from '../../../dist/node.js';

const defaultDataFolder = 'kago-data';

/** What readConfig has against it, a line each. */
function faultsOf(sources) {
  try {
    readConfig({ env: {}, defaultDataFolder, ...sources });
    return [];
  } catch (error) {
    return [`the collector doesn't start: ${error.message}`];
  }
}

/** The hash of a token is left out in the docs. */
const filledIn = (text) => text.replaceAll('sha256:…', `sha256:${'0'.repeat(64)}`);

export function faultsOfSettings(text) {
  const folder = mkdtempSync(join(tmpdir(), 'kago-docs-'));
  const path = join(folder, 'collector.json');
  writeFileSync(path, filledIn(text));
  const faults = faultsOf({ path });
  rmSync(folder, { recursive: true });
  return faults;
}

const COMMAND = /^(?:\s*(?:KAGO_\w+=\S+\s+)*)(?:npx )?kago-collector(?![\w-])(.*)$/;
/** How often a word more follows. */
const COMMANDS = { '': 0, rebuild: 0, backup: 1 };

/** Of one line of a shell, `KAGO_…=` before it and options behind it; of another program's line nothing. */
export function faultsOfCollector(line) {
  const [, after] = COMMAND.exec(line) ?? [];
  if (after === undefined) return [];
  const words = after.trim().split(/\s+/).filter(Boolean);
  const isForQa = words.includes('--qa');
  const rest = words.filter((word, i) => word !== '--qa' && word !== '--config' && words[i - 1] !== '--config');
  const [command = '', ...more] = rest;
  const unknown = Object.hasOwn(COMMANDS, command) && more.length === COMMANDS[command] ? [] : [`kago-collector has no ${rest.join(' ')}`];
  const env = Object.fromEntries(Array.from(line.matchAll(/\b(KAGO_\w+)=(\S+)/g), ([, name, value]) => [name, value]));
  return [...unknown, ...faultsOf({ env, isForQa })];
}

/** `act` with a collector that doesn't listen. */
async function withCollector(act) {
  const dataFolder = mkdtempSync(join(tmpdir(), 'kago-docs-'));
  const app = await createCollector({ ...await loadServerCore(), dataFolder, origins: [], qa: true });
  try {
    return await act(app);
  } finally {
    await app.close();
    rmSync(dataFolder, { recursive: true });
  }
}

/** Of lines of a shell: what they ask a collector for that it doesn't have. */
export const faultsOfRequests = (lines) => withCollector((app) => lines.flatMap((line) => {
  const [, url] = /\bcurl\b.* '?(https?:\/\/(?:127\.0\.0\.1:8081|collect\.example)[^\s']*)/.exec(line) ?? [];
  const method = / -d /.test(line) ? 'POST' : 'GET';
  if (!url || app.hasRoute({ method, url: new URL(url).pathname })) return [];
  return [`the collector has no ${method} ${new URL(url).pathname}`];
}));

/** The JSON Schema of what it answers to a post of events. */
export const schemaOfAnswer = () => withCollector(async (app) => {
  const { paths } = (await app.inject('/openapi.json')).json();
  return paths['/v1/events'].post.responses['200'].content['application/json'].schema;
});
