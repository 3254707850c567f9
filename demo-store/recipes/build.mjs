// Builds a recipe as a shop's developer does: in a folder of its own, with the packed npm package.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, renameSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');

/** Returns the folder; what the browser loads of it is in `public`. */
export async function buildRecipe(name) {
  const folder = mkdtempSync(join(tmpdir(), `kago-recipe-${name}-`));
  cpSync(join(here, name), folder, { recursive: true });
  install(folder);
  const common = { absWorkingDir: folder, bundle: true, format: 'esm', jsx: 'automatic', loader: { '.js': 'jsx' }, logLevel: 'warning' };
  // `splitting` makes a file of each observer; without it they are all in one. React in development: effects run twice.
  const browser = { ...common, outdir: 'public', splitting: true, publicPath: '/public', define: { 'process.env.NODE_ENV': '"development"' } };
  // esbuild leaves `new URL('./kago.wasm', import.meta.url)` as it stands: the core is copied beside what it builds.
  const copyCore = (core) => cpSync(join(folder, 'node_modules/kago/dist', core), join(folder, 'public', core));
  if (name === 'react') {
    await build({ ...browser, entryPoints: ['main.jsx'] });
    copyCore('kago.wasm');
  }
  if (name === 'hydrogen') {
    await build({ ...browser, entryPoints: ['client.jsx'] });
    copyCore('kago-shopify.wasm');
    await build({ ...common, entryPoints: ['server.jsx'], outdir: 'server', platform: 'node', external: ['react', 'react-dom/*'], outExtension: { '.js': '.mjs' } });
  }
  return folder;
}

function install(folder) {
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  const run = (command, ...args) => execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const [{ filename }] = JSON.parse(run('npm', 'pack', root, '--json', '--ignore-scripts', '--pack-destination', folder));
  run('tar', '-xzf', filename, '-C', modules);
  renameSync(join(modules, 'package'), join(modules, 'kago'));
  for (const name of ['react', 'react-dom', 'scheduler']) symlinkSync(join(root, 'node_modules', name), join(modules, name));
}
