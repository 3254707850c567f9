// The files that the npm package's entries load (api/files.ts), written out so that bundlers find each: a page loads those
// of its platform.

import type { Files, Parts } from './api/files';

export const files: Files = {
  wasm: (name) => WASM[name](),
  part: (name) => PARTS[name](),
};

const WASM: Record<string, () => URL> = {
  kago: () => new URL('./kago.wasm', import.meta.url),
  'kago-adobe': () => new URL('./kago-adobe.wasm', import.meta.url),
  'kago-bigcommerce': () => new URL('./kago-bigcommerce.wasm', import.meta.url),
  'kago-shopify': () => new URL('./kago-shopify.wasm', import.meta.url),
  'kago-woocommerce': () => new URL('./kago-woocommerce.wasm', import.meta.url),
  'kago-page': () => new URL('./kago-page.wasm', import.meta.url),
  'kago-markup': () => new URL('./kago-markup.wasm', import.meta.url),
  'kago-braze': () => new URL('./kago-braze.wasm', import.meta.url),
  'kago-full': () => new URL('./kago-full.wasm', import.meta.url),
  'kago-debug': () => new URL('./kago-debug.wasm', import.meta.url),
};

const PARTS: { [name in keyof Parts]: () => Promise<Parts[name]> } = {
  tracker: () => import('./api/tracker'),
  sources: () => import('./observe/sources'),
  auto: () => import('./observe/auto'),
  sight: () => import('./page/sight'),
  report: () => import('./observe/report'),
  braze: () => import('./receivers/braze'),
  adobe: () => import('./observe/adobe'),
  bigcommerce: () => import('./observe/bigcommerce'),
  page: () => import('./observe/page'),
  shopify: () => import('./observe/shopify'),
  woocommerce: () => import('./observe/woocommerce'),
};
