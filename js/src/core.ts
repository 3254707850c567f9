// Loads the C++ core and lends it as two functions from text to text.

import createModule from 'kago-wasm';

export interface Core {
  /** One step of the tracker: core/input.h in, core/command.h out. */
  step(request: string): string;
  /** The verdict on one event on the wire, as JSON. */
  judge(event: string): string;
}

export async function loadCore(wasm: string | URL | BufferSource): Promise<Core> {
  const source = isAddress(wasm) ? await fetchWasm(wasm) : wasm;
  let memory: WebAssembly.Memory;
  const module = await new Promise<Awaited<ReturnType<typeof createModule>>>((resolve, reject) => {
    // Through this hook a failure to compile reaches us; Emscripten's own loader would only log it.
    const instantiateWasm = (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) => {
      instantiate(source, imports).then(({ instance }) => {
        memory = Object.values(instance.exports).find((e) => e instanceof WebAssembly.Memory) as WebAssembly.Memory;
        done(instance);
      }, reject);
      return {};
    };
    createModule({ instantiateWasm }).then(resolve, reject);
  });

  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const call = (run: (bytes: number) => number, text: string) => {
    // A UTF-16 unit takes 3 bytes of UTF-8 at most. Views are made anew: memory may have grown.
    const room = text.length * 3;
    const address = module.reserve(room);
    const { written } = encoder.encodeInto(text, new Uint8Array(memory.buffer, address, room));
    const bytes = run(written);
    return decoder.decode(new Uint8Array(memory.buffer, module.output(), bytes));
  };
  return { step: (request) => call(module.step, request), judge: (event) => call(module.judge, event) };
}

const isAddress = (wasm: string | URL | BufferSource): wasm is string | URL =>
  typeof wasm === 'string' || wasm instanceof URL;

async function fetchWasm(address: string | URL): Promise<Response> {
  const response = await fetch(address, { credentials: 'same-origin' });
  if (!response.ok) throw new Error(`kago: ${address} answered ${response.status}`);
  return response;
}

async function instantiate(source: Response | BufferSource, imports: WebAssembly.Imports) {
  if (!(source instanceof Response)) return WebAssembly.instantiate(source, imports);
  // Streaming wants the right MIME type, which theme assets and old servers don't always have.
  const streams = 'instantiateStreaming' in WebAssembly && source.headers.get('content-type') === 'application/wasm';
  return streams
    ? WebAssembly.instantiateStreaming(source, imports)
    : WebAssembly.instantiate(await source.arrayBuffer(), imports);
}
