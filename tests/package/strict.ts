// What a strict shop writes, with every type that the package exports (package.test.js asks for that), by TypeScript's
// strictest options.

import {
  createKago, type Amount, type BrazeSdk, type CartEmptied, type CartUpdated, type CheckoutStarted, type Consent, type Contact,
  type CustomerIdentified, type Discount, type EventName, type Finding, type FindingCode, type HeldReason, type Kago,
  type KagoEvents, type KagoOptions, type Metadata, type OrderCancelled, type OrderPlaced, type OrderRefunded, type Platform,
  type Product, type ProductViewed, type Status, type TrackOptions, type TrackResult,
} from 'kago';
import { createKago as createShopify } from 'kago/shopify';
import { createKago as createFull } from 'kago/full';
import { loadCore, loadServerCore, type CollectorCore, type EncodedEvent, type ServerCore, type Verdict } from 'kago/core';
import { startPixel, type PixelApi, type PixelEventName, type PixelSettings } from 'kago/pixel';
import {
  createKagoEvents, kagoFixtures, type EventFilter, type ExpectedEvent, type KagoEvent, type KagoEvents as Arrived, type KagoFixtures,
  type KagoRow, type RowFilter,
} from 'kago/testing';
import 'kago/global';

const braze: BrazeSdk = { logCustomEvent: (name, properties) => name !== '' && properties !== undefined };
const platforms: Platform[] = ['shopify', 'ga4'];
const consent: Consent = 'unknown';
const options: KagoOptions = { collector: '/v1/events', writeKey: 'pk', currency: 'EUR', consent, debug: true };
const kago: Kago = createKago(options);
export const others: Kago[] = [
  createShopify({ collector: '/v1/events', writeKey: 'pk', observe: false, consent: 'platform' }),
  createFull({ ...options, platform: platforms, braze: () => braze }),
];

const price: Amount = 20;
const metadata: Metadata = { shelf: 3 };
const line: Product = { product_id: '1', product_name: 'Mug', variant_id: '1', quantity: 2, price };
const discount: Discount = { code: 'TEN', amount: 2 };
const viewed: ProductViewed = { product_id: '1', product_name: 'Mug', variant_id: '1', price, metadata };
const cart: CartUpdated = { products: [line] };
const checkout: CheckoutStarted = { checkout_id: 'c-1', products: [line] };
const placed: OrderPlaced = { order_id: 'o-1', products: [line], discounts: [discount] };
const refunded: OrderRefunded = { order_id: 'o-1', products: [line] };
const cancelled: OrderCancelled = { order_id: 'o-1', products: [line], cancel_reason: 'mistake' };
const emptied: CartEmptied = {};
const contact: Contact = { email: 'hana@shop.example', phone: null };
const when: TrackOptions = { time: '2026-11-22T09:15:27Z', once: true };
export const identified: CustomerIdentified = { email: 'hana@shop.example' };
export const name: EventName = 'kago.cart_emptied';

export async function say(): Promise<string[]> {
  const results: TrackResult[] = await Promise.all([
    kago.productViewed(viewed, when), kago.cartUpdated(cart), kago.cartEmptied(emptied), kago.cartObserved({ items: [] }),
    kago.checkoutStarted(checkout, { buyNow: true }), kago.orderPlaced(placed), kago.orderRefunded(refunded),
    kago.orderCancelled(cancelled), kago.track('ecommerce.product_viewed', viewed),
  ]);
  const { status } = await kago.identify('user-1', contact);
  return [status, ...results.flatMap(wordsOf)];
}

const wordOf = ({ path, code, expected = '' }: Finding): string => `${path} ${code satisfies FindingCode} ${expected}`;

function wordsOf(result: TrackResult): string[] {
  switch (result.status) {
    case 'accepted': return result.warnings.map(wordOf);
    case 'refused': return result.violations.map(wordOf);
    case 'duplicate': return [result.eventId ?? 'unknown', result.why ?? ''];
    case 'held': return [result.reason satisfies HeldReason];
  }
}

export async function listen(): Promise<number> {
  const heard: (() => void)[] = [
    kago.on('sent', ({ eventId }: KagoEvents['sent']) => eventId.length),
    kago.on('dropped', ({ reason, violations: [first] }) => `${reason} ${first?.path ?? ''}`),
  ];
  heard[0]?.();
  await kago.setConsent('denied');
  const { ledger, storage }: Status = await kago.flush();
  await kago.stop();
  return storage === 'memory' ? 0 : ledger['full'] ?? 0;
}

export async function judge(event: string): Promise<string> {
  const core: CollectorCore = await loadCore();
  const server: ServerCore = await loadServerCore();
  const { valid, violations: [first] }: Verdict = core.validate(event);
  const encoded: EncodedEvent | null = core.encode(event);
  return valid ? encoded?.name ?? server.fold('{}') : first?.code ?? '';
}

const pixelEvents: PixelEventName[] = ['checkout_started'];
const settings: PixelSettings = { collector: '/v1/events', writeKey: 'pk', events: pixelEvents };
const api: PixelApi = { analytics: { subscribe: (event, listener) => listener({ name: event }) } };
startPixel(api, settings);

export async function arrived(): Promise<KagoEvent[]> {
  const filter: EventFilter = { shop: 'pk', where: { 'properties.total_value': 40 } };
  const refused: RowFilter = { ...filter, status: 'refused' };
  const events: Arrived = createKagoEvents('http://127.0.0.1:8081', filter);
  const rows: KagoRow[] = await events.rows(refused);
  const expected: ExpectedEvent[] = [{ name: 'ecommerce.cart_updated', times: rows.length }];
  const fixtures: Pick<KagoFixtures, 'kagoCollector'> = { kagoCollector: kagoFixtures.kagoCollector[0] };
  return fixtures.kagoCollector === '' ? [] : events.expectEvents(expected, { ordered: true });
}

export const tag: Kago | undefined = window.kago;
