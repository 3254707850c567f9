// Hands an event that is written down to the Braze Web SDK of the page (platforms.md 1.9).

import type { Core } from '../engine/core';
import type { BrazeSdk } from '../api/types';

/** `event`: as on the wire. Throws what the SDK throws. */
export function sayToBraze(sdk: BrazeSdk, core: Core, event: string): void {
  const encoded = JSON.parse(core.braze?.(event) ?? 'null');
  if (!encoded) return;
  const { name, properties } = encoded;
  if (!sdk.logEcommerceEvent?.({ name, properties })) sdk.logCustomEvent(name, properties);
}
