// The module that bindings/bindings.cc describes, as Emscripten's glue exports it (js/build.mjs
// tells esbuild where it is). Emscripten 3.1.6 can't write this file; tests/wasm checks it.

declare module 'kago-wasm' {
  interface CoreModule {
    /** The address of room for that many bytes; ends the life of the last output. */
    reserve(bytes: number): number;
    /** Takes that many bytes of the room; returns the length of the output. */
    step(bytes: number): number;
    judge(bytes: number): number;
    /** The address of the last output. */
    output(): number;
  }

  interface Options {
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object;
  }

  export default function createModule(options: Options): Promise<CoreModule>;
}
