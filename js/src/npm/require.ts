// `kago` for `require`: the same, but that its files are found by a module, since only in one a bundler sees where they are.

import type { Kago, KagoOptions } from '../api/types';
import { createWith } from './create';

const found = async () => (await import('./own')).own;

export function createKago(options: KagoOptions): Kago {
  return createWith(options, {
    wasm: async (name) => (await found()).wasm(name),
    part: async (name) => (await found()).part(name),
  });
}
