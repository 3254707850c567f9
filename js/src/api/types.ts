// The public API's types. Those of the events are generated from the core's event table; what each
// event means for a marketer: docs/events.md.

import type {
  CartEmptied, CartUpdated, CheckoutStarted, EventName, FindingCode, OrderCancelled, OrderPlaced, OrderRefunded, ProductViewed,
} from '../generated/events';

export type * from '../generated/events';

export interface TrackOptions {
  /** When it happened, ISO 8601 with a zone. Default: the time of the call. */
  time?: string;
  /** A "buy it now" checkout or its order: the cart stays as it is. */
  buyNow?: boolean;
  /** A product view: once a page view, however often it is called (React's StrictMode runs effects twice). */
  once?: boolean;
}

/** What isn't right about a value, and what would be. */
export interface Finding {
  /** `properties.products[2].price` */
  path: string;
  /** What to do about each: docs/events.md. */
  code: FindingCode;
  found: string;
  /** What would be right, or what was done: words for people, with the option `debug` only. docs/events.md explains each code. */
  expected?: string;
}

export type TrackResult =
  /** Written to the shopper's browser; it will be sent, on the next visit if need be. */
  | { status: 'accepted'; eventId: string; warnings: Finding[] }
  /** Not valid; nothing was kept. */
  | { status: 'refused'; violations: Finding[] }
  /** Said before (same cart, same checkout, same order); `eventId` is the event that said it. */
  | { status: 'duplicate'; eventId: string | null; /** With `debug`: in words. */ why?: string }
  /** Not written down; `reason` says why, and whether it waits in memory. */
  | { status: 'held'; reason: HeldReason };

export type HeldReason =
  /** Consent isn't known yet; sent once it is granted. */
  | 'consent_unknown'
  /** Consent is denied: nothing was kept. */
  | 'consent_denied'
  /** No browser here (server-side rendering): nothing was kept. */
  | 'no_browser'
  /** The core didn't load, nor the script that takes its place where WebAssembly is forbidden or missing: nothing was kept. */
  | 'no_core'
  /** `kago.wasm` isn't of the same build as the script, also past the cache, and nothing took its place: nothing was kept. Copy all files of one release. */
  | 'wrong_build'
  /** The core failed on this call, twice: nothing was kept, and the ledger counts it. */
  | 'core_failed'
  /** Kago, or its core, is not there in time. The call is kept, and goes out if it still comes. */
  | 'not_loaded'
  /** Nobody sees the page yet: it is said once it is shown. */
  | 'not_shown'
  /** The browser's storage doesn't answer in time. The call goes on meanwhile. */
  | 'slow'
  /** `stop()` was called: nothing is kept of what is said since. What was on its way then is written down, may have been sent, and counts once. */
  | 'stopped'
  /** Option `collector` is missing, or no address: nothing was kept. */
  | 'bad_options';

/** Who tells Kago what happens in the shop. `auto` finds the platform; docs/platforms says what each sees. */
export type Platform = 'none' | 'auto' | 'shopify' | 'bigcommerce' | 'woocommerce' | 'adobe' | 'ga4' | 'jsonld' | 'html';

export type Consent = 'granted' | 'denied' | 'unknown';

/** The calls of the Braze Web SDK that Kago makes. */
export interface BrazeSdk {
  /** Since 6.8.0, for views, carts, checkouts and orders; true when the event was taken. */
  logEcommerceEvent?(event: { name: string; properties: object }): boolean;
  logCustomEvent(name: string, properties?: object): boolean;
}

export interface KagoOptions {
  /** The collector's address, e.g. `https://collect.example/v1/events`. */
  collector: string;
  /** Public key that the collector knows this shop by. */
  writeKey: string;
  /** Default currency of every event. */
  currency?: string;
  /** Default `source` of every event. Default: the page's origin. */
  source?: string;
  /** What observes the shop, several with the most trusted first. Default `none`: the shop makes the calls. */
  platform?: Platform | Platform[];
  /** `false`: nothing is observed; `cartObserved` still takes the platform's replies. */
  observe?: boolean;
  /** Observed events that another part of the shop says, e.g. `checkout_started` when the Web Pixel does. */
  skip?: string[];
  /**
   * Query parameters that observed addresses keep, e.g. `utm_campaign`; `variant` always stays. In the shop's own calls all
   * stay but those that may be a secret or name someone (`token`, `key`, `code`, `email`, ...; docs/events.md), unless they are listed here.
   */
  urlParameters?: string[];
  /**
   * Personal members of the shop's own calls that are to be sent, e.g. `email`. Others (`phone`, `first_name`,
   * `shipping_address`, ...; docs/events.md) are left out with a warning, at any depth and in any spelling.
   */
  personal?: string[];
  /**
   * `granted` (default), `unknown`: calls wait in memory, nothing is stored or sent, `denied`, or `platform`:
   * the platform's own consent counts (Shopify's Customer Privacy API, where it is the default; BigCommerce's
   * BODL; WordPress's Consent API).
   */
  consent?: Consent | 'platform';
  /** A cart that hasn't changed for so long is forgotten. 1 to 365, default 30. */
  cartLifetimeDays?: number;
  /**
   * The Braze Web SDK of the page, or a function that finds it: gets every accepted event too, in a
   * form that its rules allow. Leave it out when your collector forwards to Braze: Braze counts both.
   */
  braze?: BrazeSdk | (() => BrazeSdk | undefined);
  /** Refuse what would otherwise be mended with a warning. */
  strict?: boolean;
  /** Say in the console what was refused or mended, and send it along for the event inspector. */
  debug?: boolean;
  /**
   * Where the core is, or its bytes. Default: the file for these options (`kago.wasm`, `kago-shopify.wasm`,
   * `kago-braze.wasm`, ...) beside the script.
   */
  wasm?: string | URL | BufferSource;
}

/** Null, undefined and `''` say nothing. */
export interface Contact {
  /** With an `@` in it. */
  email?: string | null;
  firstName?: string | null;
  lastName?: string | null;
  /** A text: a number would lose its first zeros. */
  phone?: string | null;
}

export interface Status {
  /** `starting` until the core has loaded; then `none` of the fields marked so are null. */
  core: 'starting' | 'ready' | 'failed' | 'stopped';
  /** Why it failed: what calls are held for. */
  coreFailure: HeldReason | null;
  storage: 'indexeddb' | 'memory';
  /**
   * Why it is memory: `newer_release`, when a newer Kago has stored what this one must leave as it is, or the name
   * of the browser's error, `QuotaExceededError` for one.
   */
  storageFailure: string | null;
  consent: Consent;
  /**
   * A denial's erasure is still to be done, as the browser's storage doesn't let us: tried until it does, by this page and
   * any later one. Nothing that is stored is read before.
   */
  erasurePending: boolean;
  /** What observes the shop. Empty: the shop makes the calls. */
  platforms: string[];
  /** Observers that could not be loaded: what they would have seen isn't tracked, and calls stay held if consent is left to one of them. */
  unobserved: string[];
  anonymousId: string | null;
  userId: string | null;
  cartId: string | null;
  /** `tracked = acked + stored + all of ledger` */
  tracked: number;
  acked: number;
  stored: number;
  /** Events that will never arrive, by reason. */
  ledger: Record<string, number>;
  failures: number;
  retryAt: string | null;
  /** The HTTP status that says that address or key are wrong, or null. */
  halted: number | null;
  /** What is wrong with how the page was set up, in words, with what to do: what the console says too. Empty: nothing is known to be. */
  problems: string[];
}

export interface KagoEvents {
  accepted: { eventId: string; name: string; warnings: Finding[] };
  /** `name` is the event's, or `identify`. */
  refused: { name: string; violations: Finding[] };
  sent: { eventId: string };
  dropped: { eventId: string; reason: string; violations: Finding[] };
}

export interface Kago {
  productViewed(properties: ProductViewed, options?: TrackOptions): Promise<TrackResult>;
  /** The whole cart after each change. Saying the same cart again is harmless. */
  cartUpdated(properties: CartUpdated, options?: TrackOptions): Promise<TrackResult>;
  /** The cart became empty. */
  cartEmptied(properties?: CartEmptied, options?: TrackOptions): Promise<TrackResult>;
  /**
   * The reply of the platform's own cart endpoint, as it stands (option `platform`): Shopify's
   * `cart.js`, BigCommerce's `/api/storefront/carts`, ... Becomes `cartUpdated` or `cartEmptied`. For
   * themes that hold it in their hands; the platform's observer reads it by itself.
   */
  cartObserved(reply: unknown): Promise<TrackResult>;
  checkoutStarted(properties: CheckoutStarted, options?: TrackOptions): Promise<TrackResult>;
  orderPlaced(properties: OrderPlaced, options?: TrackOptions): Promise<TrackResult>;
  orderRefunded(properties: OrderRefunded, options?: TrackOptions): Promise<TrackResult>;
  orderCancelled(properties: OrderCancelled, options?: TrackOptions): Promise<TrackResult>;
  /** Any of the above by its name. */
  track(name: Exclude<EventName, 'kago.customer_identified'>, properties: object, options?: TrackOptions): Promise<TrackResult>;
  /**
   * Who the shopper is from now on; null after logging out. With `contact`, how to reach them, for your own collector only:
   * said once a day, however often a page calls it, and refused whole when a member is wrong. docs/events.md, "Customer identified".
   */
  identify(userId: string | null, contact?: Contact | null): Promise<{ status: 'accepted' } | { status: 'refused'; violations: Finding[] } | { status: 'held'; reason: HeldReason }>;
  /** Withdrawn consent erases what is stored. */
  setConsent(consent: Consent): Promise<void>;
  /** Sends what waits now; resolves when the collector has answered or can't be reached. */
  flush(): Promise<Status>;
  getStatus(): Promise<Status>;
  /** Returns a function that stops listening. */
  on<E extends keyof KagoEvents>(event: E, listener: (detail: KagoEvents[E]) => void): () => void;
  /**
   * Ends the tracker as the page's end would: listeners, observers, timers, the database. Further calls are
   * `held: stopped`; `createKago` makes another one.
   */
  stop(): Promise<void>;
}
