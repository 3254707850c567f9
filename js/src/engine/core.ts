// Loads the C++ core and lends it as functions from text to text.

import createModule, { type CoreModule } from 'kago-wasm';

/** The file is there, but isn't of the script's own build. */
export class WrongBuild extends Error {}

/** A module of Wasm as a script (js/build/scripts.mjs), which gives exports for imports as `WebAssembly.Instance` does. */
export type Script = (imports: WebAssembly.Imports) => WebAssembly.Exports;

/** A function that throws has thrown its memory away; the next call has a fresh one. */
export interface Core {
  /** One step of the tracker: core/input.h in, core/command.h out. */
  step(request: string): string;
  /** The verdict on one event on the wire, as JSON. In kago-debug.wasm and kago-server.wasm only. */
  judge?(event: string): string;
  /** An event on the wire as the Braze Web SDK takes it, as JSON: core/encoding/braze.h. In kago-braze.wasm, kago-full.wasm and kago-debug.wasm only. */
  braze?(event: string): string;
  /** The product that a page's markup tells of: core/platform/jsonld.h. In kago-markup.wasm and kago-debug.wasm only. */
  markup?(request: string): string;
  /** What events mean for the rows that a shop reads: core/insight/fold.h. In kago-server.wasm only. */
  fold?(request: string): string;
  /** Rows as a shop reads them: core/insight/reply.h. In kago-server.wasm only. */
  reply?(request: string): string;
  /** To be awaited after a function has thrown: some browsers take a moment to make the fresh memory. */
  ready?: Promise<void>;
}

type Instead = (failure: Error) => Promise<Script>;

/** A request that never ends must not let calls wait for ever; on a slow phone half a minute is no failure. */
const LOAD_MS_MAX = 60_000;

/**
 * Rejects when there is no core, or none in time. `integrity`: the hashes of the modules that an address may have. `instead`
 * loads the same core as a script, where Wasm is forbidden or missing, or the module can't be had.
 */
export function loadCore(wasm: string | URL | BufferSource, integrity: string, instead?: Instead): Promise<Core> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('no core in time')), LOAD_MS_MAX);
    load(wasm, integrity, instead).then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

async function load(wasm: string | URL | BufferSource, integrity: string, instead?: Instead): Promise<Core> {
  let compiled: WebAssembly.Module;
  let script: Script | void;
  try {
    // Not by streaming: that wants the right MIME type, which theme assets and old servers don't always have, and gains nothing at this size.
    compiled = await WebAssembly.compile(isAddress(wasm) ? await (await fetchWasm(wasm, integrity)).arrayBuffer() : wasm);
  } catch (error) {
    script = await instead?.(error as Error).catch(() => {});
    if (!script) throw error;
  }
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  let module: CoreModule;
  const renew = () => createModule(module = {} as CoreModule, (imports, begin) => {
    if (script) return begin(script(imports));
    try {
      begin(new WebAssembly.Instance(compiled, imports).exports);
    } catch {
      // Older Chromium makes none of more than 4 kB while the page waits.
      core.ready = WebAssembly.instantiate(compiled, imports).then(({ exports }) => begin(exports));
    }
  });
  const call = (name: 'step' | 'judge' | 'braze' | 'markup' | 'fold' | 'reply', text: string) => {
    try {
      // A UTF-16 unit takes 3 bytes of UTF-8 at most. Views are made anew: memory may have grown.
      const room = text.length * 3;
      const address = module.reserve(room);
      const { written } = encoder.encodeInto(text, new Uint8Array(module.memory.buffer, address, room));
      const bytes = module[name]!(written);
      return decoder.decode(new Uint8Array(module.memory.buffer, module.output(), bytes));
    } catch (error) {
      // What a trap leaves behind nobody knows: it is never used again.
      renew();
      throw error;
    }
  };
  const core = {} as Core;
  renew();
  await core.ready;
  for (const name of ['step', 'judge', 'braze', 'markup', 'fold', 'reply'] as const) if (module![name]) core[name] = (text) => call(name, text);
  return core;
}

const isAddress = (wasm: string | URL | BufferSource): wasm is string | URL =>
  __TAG__ || typeof wasm === 'string' || wasm instanceof URL;

async function fetchWasm(address: string | URL, integrity: string): Promise<Response> {
  const get = (more: RequestInit) => fetch(address, { referrerPolicy: 'strict-origin', ...more });
  try {
    // A cache may still have what another release had there: then once past it.
    return await get({ integrity }).catch(() => get({ integrity, cache: 'reload' }));
  } catch {
    // The browser doesn't say what was wrong.
    const { ok, status }: Partial<Response> = await get({ method: 'HEAD' }).catch(() => ({}));
    throw ok ? new WrongBuild(`${address} is of another build`) : new Error(`${address} answered ${status}`);
  }
}
