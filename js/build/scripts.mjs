// Makes a script of each module that a page loads: the same core for where Wasm is forbidden or can't be had. It is made
// of what ships, not compiled a second time, so that it can't differ from it.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { transform } from 'esbuild';

import { SCRIPTS } from '../modules.mjs';
import { at, isOlder } from './files.mjs';

// Debian's, as fast as compiled code is: those of npm are scripts themselves.
const TOOLS = '/usr/bin';
const FEATURES = ['--enable-mutable-globals', '--enable-sign-ext', '--enable-bulk-memory', '--enable-nontrapping-float-to-int'];
/** Below the stack is address 0 (bindings/CMakeLists.txt): there a module traps, a script would write into nothing and go on. */
const CHECKED = '__set_stack_limits';

/** Into dist/observe/. `build`: its name, as a text of JSON. */
export async function writeScripts(build, licence) {
  mkdirSync(at('build/scripts'), { recursive: true });
  const write = (module, code) => writeFileSync(at(`dist/observe/${module}.js`), `${licence}\n${code}`);
  for (const module of SCRIPTS) {
    const [wasm, made] = [at(`dist/${module}.wasm`), at(`build/scripts/${module}.js`)];
    if ([wasm, at('js/build/scripts.mjs')].some((source) => isOlder(made, source))) writeFileSync(made, await asScript(wasm));
    write(module, `export const build=${build};export default()=>${readFileSync(made, 'utf8')};`);
  }
  // With debug a page has all of it but the words for people, which would take twice its bytes.
  write('kago-debug', `export{build,default}from"./kago-full.js?v=${JSON.parse(build)}";`);
}

/**
 * The text of a function from imports to exports, as `WebAssembly.Instance` is one. Each of its calls has a memory of its own.
 * No traps are an access past the end of memory, which reads 0, and a division by zero, which gives 0.
 */
async function asScript(wasm) {
  const folder = mkdtempSync(join(tmpdir(), 'kago-script-'));
  try {
    const [checked, script] = [join(folder, 'checked.wasm'), join(folder, 'script.js')];
    execFileSync(join(TOOLS, 'wasm-opt'), [...FEATURES, '--stack-check', wasm, '-o', checked]);
    execFileSync(join(TOOLS, 'wasm2js'), [...FEATURES, '-Oz', checked, '-o', script]);
    const { code } = await transform(asFunction(readFileSync(script, 'utf8')), { minify: true, target: 'es2022' });
    return code.trim().replace(/^export default\s*/, '').replace(/;$/, '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** wasm2js writes a module that begins by itself, once, and keeps a view of its memory beside the function. */
function asFunction(text) {
  const parts = /^import { (\w+) } from '(\w+)';\n([^]*)var retasmFunc = asmFunc\(/.exec(text);
  const stack = /var global\$0 = (\d+);/.exec(text);
  if (!parts || !stack || !text.includes(CHECKED)) throw new Error('this is not what wasm2js 108 writes');
  const [, , module, body] = parts;
  return `export default (imports) => {
    ${body}
    const exports = asmFunc({ ...imports.${module}, abort() { throw new Error('abort'); } });
    exports.${CHECKED}(${stack[1]}, 0);
    return exports;
  }`;
}
