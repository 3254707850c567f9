// The script tag's entry, with its files beside it or within (js/build/bundle.mjs): reads the tag's data attributes, takes over the calls that the stub held,
// and becomes `window.kago`, the one global.

import { filesOf } from 'kago-files';
import { create, type HeldCall } from './api/kago';
import { complain, optionsOf } from './api/options';
import type { Kago } from './api/types';
import { guarded } from './page/guard';

declare global {
  interface Window {
    kago?: Partial<Kago> & { q?: HeldCall[] };
  }
}

function start(tag: HTMLScriptElement): void {
  const { api, replay } = create(optionsOf(tag.dataset), filesOf(tag));
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
