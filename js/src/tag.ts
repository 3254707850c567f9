// The script tag's entry: reads the tag's data attributes, takes over the calls that the stub held,
// and becomes `window.kago`, the one global.

import { create, type HeldCall } from './api/kago';
import { complain, optionsOf } from './api/options';
import type { Kago } from './api/types';
import { guarded } from './page/guard';
import { taken } from './taken';

declare global {
  interface Window {
    kago?: Partial<Kago> & { q?: HeldCall[] };
  }
}

/** Of another build, from a cache or a deploy that is half done: once more under another address, then not at all. */
async function load(address: string, again = `&${Date.now()}`): Promise<any> {
  const module = await import(address);
  if (module.build === __BUILD__) return taken(module);
  if (!again) throw new Error(`${address} is of another build`);
  return load(address + again, '');
}

function start(tag: HTMLScriptElement): void {
  const { api, replay } = create(optionsOf(tag.dataset), {
    wasm: (name) => new URL(`${name}.wasm?v=${__BUILD__}`, tag.src),
    part: (name) => load(new URL(`observe/${name}.js?v=${__BUILD__}`, tag.src).href),
  });
  // The stub's object stays the same one: a page may have kept it in a variable. What else goes by that
  // name is an element with the id `kago`.
  const stub = window.kago?.on ? window.kago : {};
  const { q = [] } = stub;
  window.kago = Object.isFrozen(stub) ? api : Object.assign(stub, api);
  delete window.kago.q;
  replay(q);
}

/** Null in a module, and of no use in a bundle or behind a script that delays others: then the page's one tag. */
const current = document.currentScript as HTMLScriptElement | null;
const tag = current?.dataset?.collector ? current : document.querySelector<HTMLScriptElement>('script[src][data-collector]') ?? current;
// What a page has made of `window.kago` is not ours to know.
if (tag?.dataset) guarded(start, complain)(tag);
else complain('no script tag has data-collector; README.md shows one');
