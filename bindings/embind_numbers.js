// embind's JavaScript half, for functions of 32-bit numbers only.
//
// Emscripten's own half knows twenty types, classes, overloads and error classes, of which Kago's
// bindings use none; it and bind.cpp would add 7 kB brotli to what a shopper
// downloads (docs/architecture.md, "Size"). Written to the protocol of Emscripten 3.1.6.
mergeInto(LibraryManager.library, {
  _embind_register_function: function(name, argCount, argTypes, signature, invoker, target) {
    let text = '';
    while (HEAPU8[name]) text += String.fromCharCode(HEAPU8[name++]);
    const invoke = wasmTable.get(invoker);
    Module['memory'] = wasmMemory;
    Module[text] = (number) => invoke(target, number) >>> 0;
  },
});
