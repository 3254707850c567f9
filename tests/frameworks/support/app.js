// A framework's shop as its developer has it: installed in a folder of its own, with the packed package, built and served
// by the framework's own commands.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { killGroup } from '../../browser/support/processes.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const apps = fileURLToPath(new URL('../apps', import.meta.url));
const run = promisify(execFile);
// No word to the framework's makers of what is built here.
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', CI: '1' };

/** What npm has fetched once comes from its cache. */
const NPM_FLAGS = ['--ignore-scripts', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund'];

export async function installApp(name) {
  const folder = mkdtempSync(join(tmpdir(), `kago-${name}-`));
  const inFolder = (command, ...args) => run(command, args, { cwd: folder, env, maxBuffer: 1 << 26 });
  cpSync(join(apps, name), folder, { recursive: true });
  await inFolder('npm', 'ci', ...NPM_FLAGS);
  const { stdout } = await inFolder('npm', 'pack', root, '--json', '--ignore-scripts', '--pack-destination', folder);
  const [{ filename }] = JSON.parse(stdout);
  await inFolder('npm', 'install', ...NPM_FLAGS, `./${filename}`);
  const command = (program) => join(folder, 'node_modules/.bin', program);
  return {
    run: (program, ...args) => inFolder(command(program), ...args),
    serve: (program, args, more) => serve(command(program), args, { cwd: folder, env: { ...env, ...more } }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Starts a server on a port that is free, and waits until it answers, whatever it says. `args` is given the port. */
async function serve(command, args, { cwd, env: variables }) {
  const port = await freePort();
  const server = spawn(command, args(port), { cwd, env: { ...variables, PORT: port, HOST: '127.0.0.1' }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => { said += text; });
  const ended = once(server, 'exit').then(() => Promise.reject(new Error(`the server ended: ${said}`)));
  const close = () => killGroup(server.pid);
  const url = `http://127.0.0.1:${port}`;
  try {
    await Promise.race([answering(url), ended]);
  } catch (error) {
    close();
    throw error;
  }
  ended.catch(() => {}); // from now on it is the test that ends it
  return { url, said: () => said, close };
}

async function freePort() {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

async function answering(url) {
  for (;;) {
    if (await fetch(url).catch(() => null)) return;
    await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
}
