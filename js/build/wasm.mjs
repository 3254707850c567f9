// The core as WebAssembly: CMake, Emscripten, wasm-opt; only what has changed.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

import { MODULES } from '../modules.mjs';
import { at, isOlder, root } from './files.mjs';

// What every browser with WebAssembly has had for years (platforms.md 6.2); never --all-features.
const WASM_OPT = '-Oz --flatten --rereloop -Oz -O3 --converge --mvp-features --enable-mutable-globals --enable-sign-ext --enable-bulk-memory --enable-nontrapping-float-to-int';

export function buildWasm() {
  const env = { ...process.env, PATH: systemPath(), EM_CONFIG: emscriptenConfig(), NODE_PATH: '/usr/share/nodejs' };
  const run = (command, ...args) => execFileSync(command, args, { cwd: root, env, stdio: 'inherit' });
  if (!existsSync(at('build/wasm/build.ninja'))) run('emcmake', 'cmake', '--preset', 'wasm');
  run('cmake', '--build', '--preset', 'wasm');
  mkdirSync(at('dist'), { recursive: true });
  for (const { name } of MODULES) {
    const [built, shipped] = [at(`build/wasm/bindings/${name}.wasm`), at(`dist/${name}.wasm`)];
    if (isOlder(shipped, built)) run(at('node_modules/.bin/wasm-opt'), ...WASM_OPT.split(' '), built, '-o', shipped);
  }
  const [glue, ...others] = MODULES.map(({ name }) => readFileSync(at(`build/wasm/bindings/${name}.mjs`), 'utf8'));
  if (others.some((other) => other !== glue)) throw new Error('the modules need different glue, but share one');
}

// npm puts node_modules/.bin first: emcc would find our newer wasm-opt there and misread what it
// prints, and the glue would not fit the Wasm.
function systemPath() {
  return process.env.PATH.split(':').filter((folder) => !folder.includes('node_modules')).join(':');
}

// NODE_PATH: NodeSource's node doesn't look for modules where Debian's does. Debian's Emscripten
// finds no Closure compiler of its own.
function emscriptenConfig() {
  const file = at('build/emscripten.py');
  const compiler = at('node_modules/google-closure-compiler-linux/compiler');
  mkdirSync(at('build'), { recursive: true });
  writeFileSync(file, `exec(open('/usr/share/emscripten/.emscripten').read())\nCLOSURE_COMPILER = ['${compiler}']\n`);
  return file;
}
