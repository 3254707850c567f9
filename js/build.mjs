// Builds what ships: the core as WebAssembly (CMake, Emscripten), what is generated from the event
// table, then the bundles and types in dist/. Incremental: a second run with nothing changed takes
// a second. What there is to build stands in modules.json.

import { bundle } from './build/bundle.mjs';
import { generate, giveCollector } from './build/generate.mjs';
import { writeManifest } from './build/manifest.mjs';
import { writeTypes } from './build/types.mjs';
import { buildWasm } from './build/wasm.mjs';

buildWasm();
generate();
await bundle();
writeManifest();
giveCollector();
writeTypes();
