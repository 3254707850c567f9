// The module that bindings/bindings.cc describes, as Emscripten's glue exports it (js/build.mjs
// tells esbuild where it is). Emscripten 3.1.6 can't write this file; tests/wasm checks it.

declare module 'kago-wasm' {
  interface CoreModule {
    /** Its buffer is another one after the memory has grown. */
    memory: WebAssembly.Memory;
    /** The address of room for that many bytes; ends the life of the last output. */
    reserve(bytes: number): number;
    /** Takes that many bytes of the room; returns the length of the output. */
    step(bytes: number): number;
    judge(bytes: number): number;
    /** Only in kago-braze.wasm and kago-full.wasm. */
    braze?(bytes: number): number;
    /** The address of the last output. */
    output(): number;
  }

  interface Options {
    wasm: WebAssembly.Module;
    /** Called when it can't be instantiated; the promise then stays open. */
    failed(error: unknown): void;
  }

  export default function createModule(options: Options): Promise<CoreModule>;
}
