// What is made of the core's tables, and what the collector has of the build.

import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';

import { at, copyIfChanged, root } from './files.mjs';

// JSON Schemas, the types of the events, docs/events.md and what observers hand over: core/schema/generate.cc
// makes them of the core's tables.
export function generate() {
  const tool = at('build/release/kago_generate');
  const run = (command, ...args) => execFileSync(command, args, { cwd: root, stdio: 'inherit' });
  if (!existsSync(tool)) console.log('Building the native generator of schemas and types; this once it takes about half a minute.');
  if (!existsSync(at('build/release/build.ninja'))) run('cmake', '--preset', 'release');
  run('cmake', '--build', '--preset', 'release', '--target', 'kago_generate');
  for (const folder of ['build/generated', 'dist/schema']) rmSync(at(folder), { recursive: true, force: true });
  run(tool, at('build/generated'));
  cpSync(at('build/generated/schema'), at('dist/schema'), { recursive: true });
  for (const file of ['events.ts', 'selections.ts', 'personal.ts']) copyIfChanged(at('build/generated', file), at('js/src/generated', file));
  copyIfChanged(at('build/generated/events.md'), at('docs/events.md'));
}

// The collector's package has a core of its own: it is installed without this one.
export function giveCollector() {
  mkdirSync(at('demo-store/collector/core'), { recursive: true });
  for (const file of ['node.js', 'kago-server.wasm']) copyFileSync(at('dist', file), at('demo-store/collector/core', file));
  copyFileSync(at('build/generated/personal.ts'), at('demo-store/collector/core/personal.js'));
  copyFileSync(at('build/generated/codes.json'), at('demo-store/collector/core/codes.json'));
}
