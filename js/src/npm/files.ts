// The files that the entries of the npm package load, written out so that bundlers find each. An entry has those of its
// platform and no others: what stands in it lies in the shop's build.

import type { CoreName, Files, Parts } from '../api/files';

type Loads<P extends keyof Parts> = { [name in P]: () => Promise<Parts[name]> };

/** What every page may need. */
const PARTS: Loads<'tracker' | 'sources' | 'sight' | 'report'> = {
  tracker: () => import('../api/tracker'),
  sources: () => import('../observe/sources'),
  sight: () => import('../page/sight'),
  report: () => import('../observe/report'),
};

/** Where a core is, and the same as a script: by its address too, so that no bundle without chunks takes it in. */
export interface CoreFiles {
  wasm: () => URL;
  script: () => URL;
}

/** `cores`: by their names. With `debug` an entry without that one has its own core, without the words for people. */
export function filesOf(cores: Record<CoreName, CoreFiles>, parts: Partial<Loads<keyof Parts>> = {}): Files {
  const all: Partial<Loads<keyof Parts>> = { ...PARTS, ...parts };
  const coreOf = (name: CoreName) => cores[name] ?? cores[(name === 'kago-debug' ? Object.keys(cores)[0] : '') as CoreName];
  const scriptOf = (name: string) => {
    const core = coreOf(name as CoreName);
    return core && (() => import(core.script().href));
  };
  return {
    wasm: (name) => (coreOf(name) ?? missing(name)).wasm(),
    part: async <P extends keyof Parts>(name: P) => (await (all[name] ?? scriptOf(name) ?? missing(name))()),
  };
}

/** Told on the console (observe/report.ts). */
function missing(name: string): never {
  throw new Error(`this entry of Kago has no ${name}; import { createKago } from 'kago/full', or from the platform's own entry`);
}

export const markup: CoreFiles = {
  wasm: () => new URL('./kago-markup.wasm', import.meta.url),
  script: () => new URL('./observe/kago-markup.js', import.meta.url),
};
