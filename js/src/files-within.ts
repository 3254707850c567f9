// The files of the script tag for hosts that take no more than one: what a shop's own calls need stands within, the core
// too. What else there is, it can't load.

import type { Files, Parts } from './api/files';
import * as tracker from './api/tracker';
import * as report from './observe/report';
import * as sources from './observe/sources';
import * as sight from './page/sight';

const PARTS: Partial<Parts> = { tracker, report, sources, sight };

/** With `debug` too, then without the words for people. */
const CORES = ['kago', 'kago-debug'];

function missing(name: string): never {
  throw new Error(`kago-standalone.js has no ${name}; kago.js with the files beside it does`);
}

export const filesOf = (): Files => ({
  wasm: async (name) => (CORES.includes(name) ? Uint8Array.from(atob(__CORE__), (unit) => unit.charCodeAt(0)) : missing(`${name}.wasm`)),
  part: async (name) => PARTS[name] ?? missing(`observe/${name}.js`),
});
