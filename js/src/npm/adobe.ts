// `kago/adobe`: for shops on Adobe Commerce and Magento 2, observed or with replies that they hand over.

import type { Kago, KagoOptions } from '../api/types';
import { createWith } from './create';
import { filesOf, markup } from './files';

export type * from '../api/types';

const files = filesOf(
  {
    'kago-adobe': { wasm: () => new URL('./kago-adobe.wasm', import.meta.url), script: () => new URL('./observe/kago-adobe.js', import.meta.url) },
    'kago-markup': markup,
  },
  { adobe: () => import('../observe/adobe') },
);

/** As of `kago`, with `platform: 'adobe'`. */
export function createKago(options: Omit<KagoOptions, 'platform'>): Kago {
  return createWith({ ...options, platform: 'adobe' }, files);
}
