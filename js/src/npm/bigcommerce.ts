// `kago/bigcommerce`: for shops on BigCommerce, observed or with replies that they hand over.

import type { Kago, KagoOptions } from '../api/types';
import { createWith } from './create';
import { filesOf, markup } from './files';

export type * from '../api/types';

const files = filesOf(
  {
    'kago-bigcommerce': { wasm: () => new URL('./kago-bigcommerce.wasm', import.meta.url), script: () => new URL('./observe/kago-bigcommerce.js', import.meta.url) },
    'kago-markup': markup,
  },
  { bigcommerce: () => import('../observe/bigcommerce') },
);

/** As of `kago`, with `platform: 'bigcommerce'`. */
export function createKago(options: Omit<KagoOptions, 'platform'>): Kago {
  return createWith({ ...options, platform: 'bigcommerce' }, files);
}
