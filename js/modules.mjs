// The one table of what ships (modules.json), read: the Wasm modules, which bindings/CMakeLists.txt links as it says there;
// the parts, which are the files of dist/observe/; and the entries of the npm package, of which each platform has one.

import { readFileSync } from 'node:fs';

const table = JSON.parse(readFileSync(new URL('modules.json', import.meta.url), 'utf8'));

/** { name, for, loadedBy, platforms, bindings, hasWords } each. `loadedBy`: a part, or another bundle. */
export const MODULES = table.modules;
/** { name, source, for } each, and { name, source, title, observes } of an observer, which has a module of its name. */
export const PARTS = table.parts;
export const OBSERVERS = PARTS.filter(({ observes }) => observes);
/** Of the npm package, in js/src/npm/. */
export const ENTRIES = ['index', ...OBSERVERS.map(({ name }) => name), 'full'];

/** The names of those that a part or another bundle may load. */
export const modulesOf = (loader) => MODULES.filter(({ loadedBy }) => loadedBy.includes(loader)).map(({ name }) => name);

/** The module that is linked for an observer. */
export const moduleOf = (observer) => `kago-${observer}`;

/** Those that a page may load as a script where Wasm is forbidden or missing, each of its name in dist/observe/. */
export const SCRIPTS = MODULES.filter(({ loadedBy, hasWords }) => !hasWords && loadedBy.some((loader) => loader !== 'node')).map(({ name }) => name);

/** What a script tag may load, of dist/: the collector's core is not among it, nor what is npm's. */
export const TAG_FILES = [
  'kago.js', 'kago-standalone.js', 'stub.js', 'pixel.js',
  ...MODULES.filter(({ loadedBy }) => loadedBy.some((loader) => loader !== 'node')).map(({ name }) => `${name}.wasm`),
  ...[...PARTS.map(({ name }) => name), ...SCRIPTS, 'kago-debug'].map((name) => `observe/${name}.js`),
];

/** Those of them that are made of TypeScript: a source map lies beside each, with `.map` behind its name. */
export const MAPPED = ['kago.js', 'kago-standalone.js', 'pixel.js', ...PARTS.map(({ name }) => `observe/${name}.js`)];
