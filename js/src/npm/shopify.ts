// `kago/shopify`: for shops on Shopify, observed or with replies that they hand over.

import type { Kago, KagoOptions } from '../api/types';
import { createWith } from './create';
import { filesOf, markup } from './files';

export type * from '../api/types';

const files = filesOf(
  {
    'kago-shopify': { wasm: () => new URL('./kago-shopify.wasm', import.meta.url), script: () => new URL('./observe/kago-shopify.js', import.meta.url) },
    'kago-markup': markup,
  },
  { shopify: () => import('../observe/shopify') },
);

/** As of `kago`, with `platform: 'shopify'`. */
export function createKago(options: Omit<KagoOptions, 'platform'>): Kago {
  return createWith({ ...options, platform: 'shopify' }, files);
}
