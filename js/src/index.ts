// The npm entry: importing it does nothing but define; it also runs on a server.

import { create } from './kago';
import type { Kago, KagoOptions } from './types';

export type * from './types';

/** Starts a tracker for this page. One is enough; several share the browser's one queue. */
export function createKago(options: KagoOptions): Kago {
  // Written out, so that bundlers find both files; the page loads one.
  const wasm = options.braze ? new URL('./kago-full.wasm', import.meta.url) : new URL('./kago.wasm', import.meta.url);
  return create({ ...options, wasm: options.wasm ?? wasm }).api;
}
