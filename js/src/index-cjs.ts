// The npm entry for `require`: the same, but that its files are found by a module, since only in one a bundler sees where
// they are.

import { create } from './api/kago';
import type { Kago, KagoOptions } from './api/types';
import { taking } from './taken';

const found = async () => (await import('./npm-files')).files;

export function createKago(options: KagoOptions): Kago {
  return create(options, taking({
    wasm: async (name) => (await found()).wasm(name),
    part: async (name) => (await found()).part(name),
  })).api;
}
