#!/usr/bin/env node
// The collector as a process (docs/collector.md):
//   kago-collector [--config collector.json] [--qa]   runs it; --qa: with the inspector, for a tester's own machine
//   kago-collector rebuild [--config …]               makes the rows that a shop reads anew, and ends
//   kago-collector backup FILE [--config …]           copies the database while another process runs, and ends
// What else can be set, and by which variables of the environment: config.js.
// This is the one file that knows the compiled core; all others get its functions.

import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createCollector } from './app.js';
import { readConfig } from './config.js';
// `npm run build` puts it there.
import { loadServerCore } from './core/node.js';
import { backUp } from './store/backup.js';
import { openDatabase } from './store/database.js';
import { rebuild } from './store/rebuild.js';
import { serve } from './serve.js';

async function rebuildRows({ dataFolder }, { fold }) {
  const { database } = await openDatabase(dataFolder);
  await rebuild(database, fold);
  database.close();
  console.log('The rows of all shops have been made anew from their events.');
}

async function backUpTo({ dataFolder }, core, file) {
  await backUp(dataFolder, file);
  console.log(`The database has been copied to ${file}.`);
}

async function run({ host, port, logLevel: level = 'info', ...options }, core) {
  await serve(await createCollector({ ...core, ...options, log: { level, stream: process.stderr } }), { host, port });
}

/** By their names; as many words follow as a command takes. */
const COMMANDS = { run, rebuild: rebuildRows, backup: backUpTo };

async function main() {
  const { values, positionals: [name = 'run', ...more] } = parseArgs({
    options: { config: { type: 'string' }, qa: { type: 'boolean', default: false } }, allowPositionals: true });
  if (!Object.hasOwn(COMMANDS, name) || more.length > Number(name === 'backup')) throw new Error(`"${[name, ...more].join(' ')}" is no command; there are ${Object.keys(COMMANDS).join(', ')}`);
  const config = readConfig({ env: process.env, path: values.config ?? process.env.KAGO_CONFIG, isForQa: values.qa, defaultDataFolder: resolve('kago-data') });
  await COMMANDS[name]({ ...config, qa: values.qa }, await loadServerCore(), ...more);
}

try {
  await main();
} catch (error) {
  console.error(`The collector can't start: ${error.message.trimEnd().replace(/[.?]?$/, (end) => end || '.')}`);
  process.exit(1);
}
