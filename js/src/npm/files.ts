// The files that the entries of the npm package load, written out so that bundlers find each. An entry has those of its
// platform and no others: what stands in it lies in the shop's build.

import type { Files, Parts } from '../api/files';

type Loads<P extends keyof Parts> = { [name in P]: () => Promise<Parts[name]> };

/** What every page may need. */
const PARTS: Loads<'tracker' | 'sources' | 'sight' | 'report'> = {
  tracker: () => import('../api/tracker'),
  sources: () => import('../observe/sources'),
  sight: () => import('../page/sight'),
  report: () => import('../observe/report'),
};

/** `wasm`: by the names of the modules. With `debug` such an entry has its own core, without the words for people. */
export function filesOf(wasm: Record<string, () => URL>, parts: Partial<Loads<keyof Parts>> = {}): Files {
  const all: Partial<Loads<keyof Parts>> = { ...PARTS, ...parts };
  return {
    wasm: (name) => (wasm[name] ?? wasm[name === 'kago-debug' ? Object.keys(wasm)[0] : ''] ?? missing(name))(),
    part: async <P extends keyof Parts>(name: P) => (await (all[name] ?? missing(name))()),
  };
}

/** Told on the console (observe/report.ts). */
function missing(name: string): () => never {
  throw new Error(`this entry of Kago has no ${name}; import { createKago } from 'kago/full', or from the platform's own entry`);
}

export const markup = () => new URL('./kago-markup.wasm', import.meta.url);
