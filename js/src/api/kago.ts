// createKago: the public API over the tracker of a page.

import { FLUSH_MS_MAX } from './in-time';
import { type Files, PageTracker } from './page-tracker';
import type { EventName, Kago, KagoOptions, TrackOptions } from './types';

/** The typed calls and the events they make. */
export const CALLS = {
  productViewed: 'ecommerce.product_viewed',
  cartUpdated: 'ecommerce.cart_updated',
  cartEmptied: 'kago.cart_emptied',
  checkoutStarted: 'ecommerce.checkout_started',
  orderPlaced: 'ecommerce.order_placed',
  orderRefunded: 'ecommerce.order_refunded',
  orderCancelled: 'ecommerce.order_cancelled',
} as const satisfies Partial<Record<keyof Kago, EventName>>;

/** A call that a stub held: method, arguments, time of the call, who waits for the result. */
export type HeldCall = [method: keyof Kago, args: ArrayLike<unknown> & Iterable<unknown>, time: number, resolve: (result: unknown) => void];

export interface Internals {
  api: Kago;
  replay(calls: HeldCall[]): void;
}

export type { Files };

export function create(options: KagoOptions, files: Files): Internals {
  const tracker = new PageTracker(options, files);
  const at = (time: () => number): Kago => {
    const api: any = {
      track: tracker.guarded((name: string, properties: unknown, opts?: TrackOptions) => tracker.track(name, properties, opts, time())),
      cartObserved: tracker.guarded((reply: unknown) => tracker.cartObserved(reply, time())),
      identify: tracker.guarded((userId: unknown) => tracker.identify(userId, time())),
      setConsent: tracker.guarded((consent: unknown) => tracker.setConsent(consent), () => {}),
      flush: tracker.guarded(() => tracker.flush(), () => tracker.status(), FLUSH_MS_MAX),
      getStatus: tracker.guarded(() => tracker.getStatus(), () => tracker.status()),
      on: tracker.on,
    };
    for (const [method, name] of Object.entries(CALLS)) {
      api[method] = (properties: unknown, opts?: TrackOptions) => api.track(name, properties, opts);
    }
    return api;
  };
  return {
    api: at(Date.now),
    replay: (calls) => {
      for (const [method, args, time, resolve] of calls) resolve((at(() => time)[method] as any)?.(...args));
    },
  };
}
