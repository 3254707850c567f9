// Hands an event that is written down to the Braze Web SDK of the page (platforms.md 1.9). A file of its own, which only
// pages with that option load.

import type { Core } from '../engine/core';
import type { KagoOptions } from '../api/types';

/** The core that makes Braze's form of an event, where no platform is observed, and its hash. */
export const wasm = 'kago-braze';
export const integrity = __INTEGRITY__;

/** `event`: as on the wire. `failed` hears what the SDK throws, and that there is none. */
export function say(braze: KagoOptions['braze'], core: Core, event: string, failed: (error: unknown) => void): void {
  try {
    const sdk = typeof braze === 'function' ? braze() : braze;
    if (!sdk) throw new Error('no Braze SDK on this page');
    const encoded = JSON.parse(core.braze?.(event) ?? 'null');
    if (!encoded) return;
    const { name, properties } = encoded;
    if (!sdk.logEcommerceEvent?.({ name, properties })) sdk.logCustomEvent(name, properties);
  } catch (error) {
    failed(error);
  }
}
