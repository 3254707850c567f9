// The script tag's entry: reads the tag's data attributes, takes over the calls that the stub held,
// and becomes `window.kago`, the one global.

import { create, type HeldCall } from './api/kago';
import { complain, optionsOf } from './api/options';
import type { Kago } from './api/types';

declare global {
  interface Window {
    kago?: Partial<Kago> & { q?: HeldCall[] };
  }
}

function start(tag: HTMLScriptElement): void {
  const { api, replay } = create(optionsOf(tag.dataset), {
    wasm: (name) => new URL(`${name}.wasm`, tag.src),
    observer: (source) => import(new URL(`observe/${source}.js`, tag.src).href),
  });
  // The stub's object stays the same one: a page may have kept it in a variable. What else goes by that
  // name is an element with the id `kago`.
  const stub = window.kago?.on ? window.kago : (window.kago = {});
  const calls = stub.q ?? [];
  delete stub.q;
  Object.assign(stub, api);
  replay(calls);
}

/** Null in a module, and of no use in a bundle or behind a script that delays others: then the page's one tag. */
const current = document.currentScript as HTMLScriptElement | null;
const tag = current?.dataset?.collector ? current : document.querySelector<HTMLScriptElement>('script[src][data-collector]') ?? current;
if (tag?.dataset) start(tag);
else complain('found no script tag with data-collector: is kago.js loaded by its own tag? README.md shows it');
