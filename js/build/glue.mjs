// Emscripten's glue, as the bundles have it.

import { readFileSync } from 'node:fs';

/** The plugin for esbuild. */
export const glue = () => ({ name: 'glue', setup: ({ onLoad }) => onLoad({ filter: /bindings.kago\.mjs$/ }, restartable) });

// Emscripten's minimal glue begins once, and some time after the call. Kago has to put a fresh instance in
// the place of one that has trapped before the next call, and to hear of a start that failed: so core.ts
// starts it, and only what it imports and exports is taken from here, without the views that nobody uses.
function restartable({ path }) {
  const parts = /var ([\w,]+);\s*WebAssembly\.instantiate\((\w)\.wasm,(.*)\)\.then\(function\((\w)\)\{\4=.*?\.exports;(.*)\w\(\2\)\}\);/.exec(readFileSync(path, 'utf8'));
  if (!parts) throw new Error(`${path} is not the glue of Emscripten 3.1.6`);
  const [, names, module, imports, wasm, begin] = parts;
  const used = begin.replace(/(?<!=)new \w+Array\(\w\);/g, '');
  return { contents: `export default (${module},start)=>{let ${names};start(${imports},(${wasm})=>{${used}})}` };
}
