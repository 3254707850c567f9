// The public API's types. What each event means for a marketer: docs/events.md.

/** A money amount in major units (12.99), not negative. */
export type Amount = number;

/** The shop's own data: anything JSON can say, at most 51,200 bytes. */
export type Metadata = Record<string, unknown>;

/** One line of a cart, checkout or order. */
export interface Product {
  product_id: string;
  product_name: string;
  /** Shops without variants repeat `product_id`. */
  variant_id: string;
  /** A whole number, 0 or more. */
  quantity: number;
  /** Unit price. */
  price: Amount;
  image_url?: string;
  product_url?: string;
  /** `sku` belongs here. */
  metadata?: Metadata;
}

interface Common {
  /** ISO 4217 code such as "EUR". Default: the option `currency`. */
  currency?: string;
  /** Where the event comes from. Default: the option `source`. */
  source?: string;
  metadata?: Metadata;
}

interface Totals {
  /** Default: the exact sum of price times quantity. */
  total_value?: Amount;
  subtotal_value?: Amount;
  tax?: Amount;
  shipping?: Amount;
}

interface WithCart {
  /** The platform's own cart id. Default: one that Kago keeps for cart, checkout and order. */
  cart_id?: string;
}

export interface ProductViewed extends Common {
  product_id: string;
  product_name: string;
  variant_id: string;
  price: Amount;
  image_url?: string;
  product_url?: string;
  /** `price_drop` and `back_in_stock` mark interest in such notices. */
  type?: string[];
}

export interface CartUpdated extends Common, Totals, WithCart {
  /** Default `replace`: `products` is the whole cart. `add` and `remove` name changed lines only. */
  action?: 'add' | 'remove' | 'replace';
  products: Product[];
}

export type CartEmptied = Common & WithCart;

export interface CheckoutStarted extends Common, Totals, WithCart {
  checkout_id: string;
  products: Product[];
}

export interface Discount {
  code?: string;
  amount?: Amount;
  type?: string;
}

interface Discounted {
  total_discounts?: Amount;
  discounts?: Discount[];
}

export interface OrderPlaced extends Common, Totals, WithCart, Discounted {
  order_id: string;
  products: Product[];
}

export interface OrderRefunded extends Common, Discounted {
  order_id: string;
  /** Only what is refunded now. Default: the exact sum of the lines. */
  total_value?: Amount;
  products: Product[];
}

export interface OrderCancelled extends Common, Totals, Discounted {
  order_id: string;
  cancel_reason: string;
  products: Product[];
}

export type EventName =
  | 'ecommerce.product_viewed'
  | 'ecommerce.cart_updated'
  | 'ecommerce.checkout_started'
  | 'ecommerce.order_placed'
  | 'ecommerce.order_refunded'
  | 'ecommerce.order_cancelled'
  | 'kago.cart_emptied';

export interface TrackOptions {
  /** When it happened, ISO 8601 with a zone. Default: the time of the call. */
  time?: string;
  /** A "buy it now" checkout or its order: the cart stays as it is. */
  buyNow?: boolean;
}

/** What isn't right about a value, and what would be. */
export interface Finding {
  /** `properties.products[2].price` */
  path: string;
  /** Stable; listed in docs/events.md. */
  code: string;
  found: string;
  expected: string;
}

export type TrackResult =
  /** Written to the shopper's browser; it will be sent, on the next visit if need be. */
  | { status: 'accepted'; eventId: string; warnings: Finding[] }
  /** Not valid; nothing was kept. */
  | { status: 'refused'; violations: Finding[] }
  /** Said before (same cart, same checkout, same order); `eventId` is the event that said it. */
  | { status: 'duplicate'; eventId: string | null }
  /** Not written down; `reason` says why, and whether it waits in memory. */
  | { status: 'held'; reason: HeldReason };

export type HeldReason =
  /** Consent isn't known yet; sent once it is granted. */
  | 'consent_unknown'
  /** Consent is denied: nothing was kept. */
  | 'consent_denied'
  /** No browser here (server-side rendering): nothing was kept. */
  | 'no_browser'
  /** WebAssembly is blocked or didn't load: nothing was kept. */
  | 'no_core';

export type Platform = 'none' | 'shopify' | 'bigcommerce';

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
  /** Whose cart replies `cartObserved` gets. Default `none`: the shop describes its cart itself. */
  platform?: Platform;
  /** Default `granted`. While `unknown`, calls wait in memory; nothing is stored or sent. */
  consent?: Consent;
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
  /** Where `kago.wasm` is (`kago-full.wasm` with the option `braze`), or its bytes. Default: beside the script. */
  wasm?: string | URL | BufferSource;
}

export interface Status {
  /** `starting` until the core has loaded; then `none` of the fields marked so are null. */
  core: 'starting' | 'ready' | 'failed';
  storage: 'indexeddb' | 'memory';
  consent: Consent;
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
   * `cart.js`, BigCommerce's `/api/storefront/carts`. Becomes `cartUpdated` or `cartEmptied`.
   */
  cartObserved(reply: unknown): Promise<TrackResult>;
  checkoutStarted(properties: CheckoutStarted, options?: TrackOptions): Promise<TrackResult>;
  orderPlaced(properties: OrderPlaced, options?: TrackOptions): Promise<TrackResult>;
  orderRefunded(properties: OrderRefunded, options?: TrackOptions): Promise<TrackResult>;
  orderCancelled(properties: OrderCancelled, options?: TrackOptions): Promise<TrackResult>;
  /** Any of the above by its name. */
  track(name: EventName, properties: object, options?: TrackOptions): Promise<TrackResult>;
  /** Who the shopper is from now on; null after logging out. */
  identify(userId: string | null): Promise<{ status: 'accepted' } | { status: 'refused'; violations: Finding[] } | { status: 'held'; reason: HeldReason }>;
  /** Withdrawn consent erases what is stored. */
  setConsent(consent: Consent): Promise<void>;
  /** Sends what waits now; resolves when the collector has answered or can't be reached. */
  flush(): Promise<Status>;
  getStatus(): Promise<Status>;
  /** Returns a function that stops listening. */
  on<E extends keyof KagoEvents>(event: E, listener: (detail: KagoEvents[E]) => void): () => void;
}
