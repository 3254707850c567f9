// The shipped modules through the shipped loader, one at a time, with a look into their memory; and
// modules that differ from a shipped one in how much stack or memory they have.

import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const MEMORY_SECTION = 5;
const GLOBAL_SECTION = 6;
const HAS_MAXIMUM = 1;
const PATTERN = 0xa5;
const EMPTY_MODULE = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const bytesOf = (name) => new Uint8Array(readFileSync(at(`dist/${name}.wasm`)));

/** The core of dist/node.js over that Wasm, and the exports of all its instances, the newest last. */
export const load = (wasm) => loadWith(wasm, WebAssembly.Instance);

/** The same over a script that pages load where Wasm is forbidden; a page's loader asks for it by itself (tests/browser/no-wasm.spec.js). */
export const loadScript = (script) => loadWith(EMPTY_MODULE, function (_module, imports) { return { exports: script(imports) }; });

/** Of dist/observe/. `change`: of its text. */
export async function scriptOf(name, change = (text) => text) {
  const text = change(readFileSync(at(`dist/observe/${name}.js`), 'utf8'));
  const { default: made } = await import(`data:text/javascript;base64,${Buffer.from(text).toString('base64')}`);
  return made();
}

async function loadWith(wasm, Instance) {
  const folder = mkdtempSync(join(tmpdir(), 'kago-wasm-'));
  const instances = [];
  try {
    // The loader takes what stands beside it under this one name.
    copyFileSync(at('dist/node.js'), join(folder, 'node.mjs'));
    writeFileSync(join(folder, 'kago-debug.wasm'), wasm);
    const { loadCore } = await import(pathToFileURL(join(folder, 'node.mjs')));
    const core = await watched(instances, Instance, loadCore);
    const call = (name) => (text) => watched(instances, Instance, () => core[name](text));
    return { core: { step: call('step'), validate: call('validate'), encode: call('encode'), markup: call('markup') }, instances };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function watched(instances, Instance, run) {
  const { Instance: own } = WebAssembly;
  WebAssembly.Instance = function (...given) {
    const instance = new Instance(...given);
    instances.push(instance.exports);
    return instance;
  };
  const unwatch = () => { WebAssembly.Instance = own; };
  try {
    const result = run();
    if (result instanceof Promise) return result.finally(unwatch);
    unwatch();
    return result;
  } catch (error) {
    unwatch();
    throw error;
  }
}

export const memoryOf = (instances) => Object.values(instances.at(-1)).find((one) => one instanceof WebAssembly.Memory);

/** Where the stack begins; it grows down to 0, since nothing lies below it (--stack-first). */
export function stackBytesOf(wasm) {
  return readNumber(wasm, stackPointerAt(wasm)).value;
}

/** How deep the stack was touched by what `run` does, in bytes. */
export function stackUsedBy(run, { instances, stackBytes }) {
  const stack = () => new Uint8Array(memoryOf(instances).buffer, 0, stackBytes);
  stack().fill(PATTERN);
  run();
  return stackBytes - stack().findIndex((byte) => byte !== PATTERN);
}

/** The same module with less stack. */
export function withStack(wasm, bytes) {
  return withNumber(wasm, stackPointerAt(wasm), bytes);
}

/** The same module whose memory can't grow. */
export function withoutGrowth(wasm) {
  const section = sectionAt(wasm, MEMORY_SECTION);
  if (wasm[section + 1] !== HAS_MAXIMUM) throw new Error('a memory without a maximum');
  const minimum = readNumber(wasm, section + 2);
  return withNumber(wasm, minimum.end, minimum.value);
}

// Of the only global, `i32.const …`: a type and a flag, then the instruction.
const stackPointerAt = (wasm) => sectionAt(wasm, GLOBAL_SECTION) + 4;

/** Where a section's content begins, behind its count. */
function sectionAt(wasm, id) {
  for (let place = 8; place < wasm.length;) {
    const size = readNumber(wasm, place + 1);
    if (wasm[place] === id) return size.end;
    place = size.end + size.value;
  }
  throw new Error(`no section ${id}`);
}

function readNumber(wasm, place) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    value |= (wasm[place] & 0x7f) << shift;
    if (wasm[place++] < 0x80) return { value, end: place };
  }
}

/** LEB128 of as many bytes as stood there, so that nothing moves. */
function withNumber(wasm, place, value) {
  const patched = wasm.slice();
  const { end } = readNumber(wasm, place);
  for (let at = place; at < end; at++, value >>= 7) patched[at] = (value & 0x7f) | (at + 1 < end ? 0x80 : 0);
  if (value !== 0) throw new Error('a number of more bytes');
  return patched;
}
