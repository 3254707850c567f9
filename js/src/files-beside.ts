// The files of the script tag, which stand beside it.

import type { Files } from './api/files';
import { taken } from './taken';

/** Of another build, from a cache or a deploy that is half done: once more under another address, then not at all. */
async function load(address: string, again = `&${Date.now()}`): Promise<any> {
  const module = await import(address);
  if (module.build === __BUILD__) return taken(module);
  if (!again) throw new Error(`${address} is of another build`);
  return load(address + again, '');
}

export const filesOf = ({ src }: HTMLScriptElement): Files => ({
  wasm: (name) => new URL(`${name}.wasm?v=${__BUILD__}`, src),
  part: (name) => load(new URL(`observe/${name}.js?v=${__BUILD__}`, src).href),
});
