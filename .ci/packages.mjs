// The Debian packages that building and testing Kago need: the one place that
// lists them. `command` is how to find the package on a system without dpkg.
//
// No font is listed: Chromium's own dependencies bring one, and no test looks
// at the shape of letters.

export const nodeMajorMin = 20;

export const debianPackages = [
  { name: 'emscripten', command: 'emcc', reason: 'compiles the core to WebAssembly' },
  { name: 'nlohmann-json3-dev', reason: 'JSON parser of the core (headers)' },
  { name: 'libgtest-dev', reason: 'GoogleTest, for the unit tests of the core' },
  { name: 'cmake', command: 'cmake', reason: 'configures the builds' },
  { name: 'ninja-build', command: 'ninja', reason: 'runs the builds' },
  { name: 'g++', command: 'g++', reason: 'native build of the core, with ASan and UBSan' },
  { name: 'libclang-rt-14-dev', reason: 'libFuzzer, sanitizers and coverage for the clang of emscripten' },
  { name: 'chromium', command: 'chromium', reason: 'the browser of the end-to-end tests' },
  { name: 'firefox-esr', command: 'firefox-esr', reason: 'the second engine of the table of engines' },
  { name: 'webkit2gtk-driver', command: 'WebKitWebDriver', reason: 'the third one, and its driver' },
  { name: 'xvfb', command: 'Xvfb', reason: 'the display that WebKitGTK wants' },
  { name: 'valgrind', command: 'valgrind', reason: 'counts the instructions of a call, for a budget' },
  { name: 'brotli', command: 'brotli', reason: 'to recompute the published sizes by hand' },
];

/** Wanted by `npm run bench -- core` alone, and installed by it. */
export const benchPackages = [{ name: 'libbenchmark-dev', reason: 'Google Benchmark, to time the core natively' }];
