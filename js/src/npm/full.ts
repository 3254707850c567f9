// `kago/full`: everything. For several platforms at once, `platform: 'auto'`, `braze`, and words for people with `debug`.

import type { Kago, KagoOptions } from '../api/types';
import { createWith } from './create';
import { filesOf, markup } from './files';

export type * from '../api/types';

const files = filesOf({
  kago: { wasm: () => new URL('./kago.wasm', import.meta.url), script: () => new URL('./observe/kago.js', import.meta.url) },
  'kago-adobe': { wasm: () => new URL('./kago-adobe.wasm', import.meta.url), script: () => new URL('./observe/kago-adobe.js', import.meta.url) },
  'kago-bigcommerce': { wasm: () => new URL('./kago-bigcommerce.wasm', import.meta.url), script: () => new URL('./observe/kago-bigcommerce.js', import.meta.url) },
  'kago-shopify': { wasm: () => new URL('./kago-shopify.wasm', import.meta.url), script: () => new URL('./observe/kago-shopify.js', import.meta.url) },
  'kago-woocommerce': { wasm: () => new URL('./kago-woocommerce.wasm', import.meta.url), script: () => new URL('./observe/kago-woocommerce.js', import.meta.url) },
  'kago-page': { wasm: () => new URL('./kago-page.wasm', import.meta.url), script: () => new URL('./observe/kago-page.js', import.meta.url) },
  'kago-markup': markup,
  'kago-braze': { wasm: () => new URL('./kago-braze.wasm', import.meta.url), script: () => new URL('./observe/kago-braze.js', import.meta.url) },
  'kago-full': { wasm: () => new URL('./kago-full.wasm', import.meta.url), script: () => new URL('./observe/kago-full.js', import.meta.url) },
  // For people who look, but what it says to them isn't worth a script of its own.
  'kago-debug': { wasm: () => new URL('./kago-debug.wasm', import.meta.url), script: () => new URL('./observe/kago-full.js', import.meta.url) },
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
