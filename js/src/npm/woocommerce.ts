// `kago/woocommerce`: for shops on WooCommerce, observed or with replies that they hand over.

import type { Kago, KagoOptions } from '../api/types';
import { createWith } from './create';
import { filesOf, markup } from './files';

export type * from '../api/types';

const files = filesOf(
  {
    'kago-woocommerce': { wasm: () => new URL('./kago-woocommerce.wasm', import.meta.url), script: () => new URL('./observe/kago-woocommerce.js', import.meta.url) },
    'kago-markup': markup,
  },
  { woocommerce: () => import('../observe/woocommerce') },
);

/** As of `kago`, with `platform: 'woocommerce'`. */
export function createKago(options: Omit<KagoOptions, 'platform'>): Kago {
  return createWith({ ...options, platform: 'woocommerce' }, files);
}
