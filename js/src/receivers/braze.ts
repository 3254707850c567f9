// Hands an event that is written down to the Braze Web SDK of the page (platforms.md 1.9).

import type { Core } from '../engine/core';
import type { BrazeSdk, KagoOptions } from '../api/types';

/** `event`: as on the wire. `failed` hears what the SDK throws, and that there is none. */
export function sayToBraze(braze: KagoOptions['braze'], core: Core, event: string, failed: (error: unknown) => void): void {
  if (!braze) return;
  try {
    const sdk = __TAG__ || typeof braze === 'function' ? (braze as () => BrazeSdk | undefined)() : braze;
    if (!sdk) throw new Error('no Braze SDK on this page');
    const encoded = JSON.parse(core.braze?.(event) ?? 'null');
    if (!encoded) return;
    const { name, properties } = encoded;
    if (!sdk.logEcommerceEvent?.({ name, properties })) sdk.logCustomEvent(name, properties);
  } catch (error) {
    failed(error);
  }
}
