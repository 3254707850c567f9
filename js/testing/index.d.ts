/** A part of an event: what it doesn't name may be anything; a list has to have as many items, each of which fits. */
export interface ExpectedEvent {
  /** `ecommerce.cart_updated` */
  name?: string;
  properties?: Record<string, unknown>;
  /** How often; 1, if not set. */
  times?: number;
  [member: string]: unknown;
}

/** All that are given have to be met: docs/testing.md. */
export interface EventFilter {
  shop?: string;
  name?: string;
  event_id?: string;
  cart_id?: string;
  checkout_id?: string;
  order_id?: string;
  user_id?: string;
  anonymous_id?: string;
  /** By its path: `{ 'properties.products[].price': 20 }`. */
  where?: Record<string, string | number | boolean | null>;
  /** Stands anywhere in it. */
  text?: string;
  /** Received at that time or later, ISO 8601. */
  from?: string;
  /** Received before that time. */
  to?: string;
}

export interface RowFilter extends EventFilter {
  status?: 'accepted' | 'refused';
  origin?: 'collector' | 'page' | 'request';
}

export interface KagoEvent {
  event_id: string;
  name: string;
  time: string;
  anonymous_id?: string;
  user_id?: string;
  properties: Record<string, any>;
}

/** What came, and what became of it. */
export interface KagoRow {
  id: number;
  status: 'accepted' | 'refused';
  /** Who refused or took it; `request`: no event, but a post that was turned away as a whole. */
  origin: 'collector' | 'page' | 'request';
  shop: string | null;
  name: string | null;
  time: string | null;
  received_at: string;
  page: string | null;
  event: any;
  violations: { path: string; code: string; found?: unknown; expected?: unknown }[];
  warnings: unknown[];
  request?: { status: number; code: string; error: string; origin: string | null; [member: string]: unknown };
}

export interface KagoEvents {
  /** Forgets all that came; with a filter, only looks at nothing older. The fixture does it before each test. */
  begin(): Promise<void>;
  /** Waits until all of these have come. Returns the events that stand for them, in the order of the list; throws with what is missing, in words. */
  expectEvents(expected: ExpectedEvent[], options?: {
    /** They have to come in this order, whatever comes between them. */
    ordered?: boolean;
    /** No other event may have come. */
    only?: boolean;
    /** How long to wait; 10,000. */
    timeoutMs?: number;
    /** Which events are looked at. */
    filter?: EventFilter;
  }): Promise<KagoEvent[]>;
  /** Those that were accepted, in the order in which they came. */
  events(filter?: EventFilter): Promise<KagoEvent[]>;
  /** The same with what was refused, as the collector keeps it. */
  rows(filter?: RowFilter): Promise<KagoRow[]>;
  counts(filter?: RowFilter): Promise<{ total: number; good: number; bad: number }>;
}

/** @param collector address of one that runs with `--qa` @param filter what it is about; without one `begin` resets the collector */
export function createKagoEvents(collector: string, filter?: EventFilter): KagoEvents;

/** What tests have then: two options, and what came. */
export interface KagoFixtures {
  /** Address of a collector that runs with `--qa`; http://127.0.0.1:8081, if not set. */
  kagoCollector: string;
  /** What the tests are about; without one each resets the collector. */
  kagoFilter: EventFilter;
  kagoEvents: KagoEvents;
}

/** For Playwright: `test.extend<KagoFixtures>(kagoFixtures)`. */
export const kagoFixtures: {
  kagoCollector: [string, { option: true }];
  kagoFilter: [EventFilter, { option: true }];
  kagoEvents: (
    options: { kagoCollector: string; kagoFilter: EventFilter },
    use: (events: KagoEvents) => Promise<void>,
    testInfo: { status?: string; expectedStatus: string; attach(name: string, options: { body: string; contentType: string }): Promise<void> },
  ) => Promise<void>;
};
