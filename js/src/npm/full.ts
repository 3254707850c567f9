// `kago/full`: everything. For several platforms at once, `platform: 'auto'`, `braze`, and words for people with `debug`.

import type { Kago, KagoOptions } from '../api/types';
import { createWith } from './create';
import { filesOf, markup } from './files';

export type * from '../api/types';

const files = filesOf({
  kago: () => new URL('./kago.wasm', import.meta.url),
  'kago-adobe': () => new URL('./kago-adobe.wasm', import.meta.url),
  'kago-bigcommerce': () => new URL('./kago-bigcommerce.wasm', import.meta.url),
  'kago-shopify': () => new URL('./kago-shopify.wasm', import.meta.url),
  'kago-woocommerce': () => new URL('./kago-woocommerce.wasm', import.meta.url),
  'kago-page': () => new URL('./kago-page.wasm', import.meta.url),
  'kago-markup': markup,
  'kago-braze': () => new URL('./kago-braze.wasm', import.meta.url),
  'kago-full': () => new URL('./kago-full.wasm', import.meta.url),
  'kago-debug': () => new URL('./kago-debug.wasm', import.meta.url),
}, {
  auto: () => import('../observe/auto'),
  braze: () => import('../receivers/braze'),
  adobe: () => import('../observe/adobe'),
  bigcommerce: () => import('../observe/bigcommerce'),
  page: () => import('../observe/page'),
  shopify: () => import('../observe/shopify'),
  woocommerce: () => import('../observe/woocommerce'),
});

/** As of `kago`. */
export function createKago(options: KagoOptions): Kago {
  return createWith(options, files);
}
