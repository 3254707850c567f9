// The module that bindings/bindings.cc describes, as Emscripten's glue exports it (js/build.mjs
// tells esbuild where it is). Emscripten 3.1.6 can't write this file; tests/wasm checks it.

declare module 'kago-wasm' {
  export interface CoreModule {
    /** Its buffer is another one after the memory has grown. */
    memory: WebAssembly.Memory;
    /** The address of room for that many bytes; ends the life of the last output. */
    reserve(bytes: number): number;
    /** Takes that many bytes of the room; returns the length of the output. */
    step(bytes: number): number;
    /** Only in kago-debug.wasm and kago-server.wasm. */
    judge?(bytes: number): number;
    /** Only in kago-braze.wasm, kago-full.wasm and kago-debug.wasm. */
    braze?(bytes: number): number;
    /** Only in kago-markup.wasm, which has no `step`, and kago-debug.wasm. */
    markup?(bytes: number): number;
    /** Only in kago-server.wasm. */
    fold?(bytes: number): number;
    /** Only in kago-server.wasm. */
    reply?(bytes: number): number;
    /** The address of the last output. */
    output(): number;
  }

  /**
   * Makes `module` work once `start` has instantiated it: with these imports, and a word of what came of it.
   * As often as is wanted; js/build.mjs makes it so of Emscripten's glue.
   */
  export default function createModule(
    module: CoreModule,
    start: (imports: WebAssembly.Imports, begin: (exports: WebAssembly.Exports) => void) => void,
  ): void;
}
