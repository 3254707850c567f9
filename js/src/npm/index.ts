// `kago`: for shops that make their own calls.

import type { Kago, KagoOptions } from '../api/types';
import { createWith } from './create';
import { own } from './own';

export type * from '../api/types';

/**
 * Starts a tracker for this page. One is enough; several share the browser's one queue. A shop whose platform is observed
 * imports it from `kago/shopify` and so on, one with several platforms, `auto` or `braze` from `kago/full`.
 */
export function createKago(options: KagoOptions): Kago {
  return createWith(options, own);
}
