// What has become of a cart, by the words about it: where it is, and when it counts as abandoned.

import { kindOf } from './format.js';

const minuteMs = 60_000;
const isBefore = (a, b) => Date.parse(a.time) - Date.parse(b.time) || a.id - b.id;
const totalOf = (rows) => rows.reduce((sum, { event }) => sum + (event.properties.total_value || 0), 0);

/** An order that is cancelled and refunded is both. */
function undoneState(order, rows) {
  const cancelled = rows.some(({ name }) => name === 'ecommerce.order_cancelled');
  const refunds = rows.filter(({ name }) => name === 'ecommerce.order_refunded');
  const isWhole = totalOf(refunds) >= totalOf([order]) - 0.005;
  const words = [...(cancelled ? ['cancelled'] : []), ...(refunds.length > 0 ? [isWhole ? 'refunded' : 'partly refunded'] : [])];
  return words.length > 0 ? { state: cancelled ? 'cancelled' : 'refunded', text: words.join(', ') } : { state: 'ordered', text: 'ordered' };
}

/** @param {object[]} rows in their order */
function abandonedState(rows, last, abandonedMinutes, now) {
  const changed = rows.findLast(({ name }) => kindOf(name) === 'cart') ?? last;
  const leftMs = Date.parse(changed.received_at) + abandonedMinutes * minuteMs - now;
  if (leftMs <= 0) return { state: 'abandoned', text: 'abandoned', since: changed.received_at };
  const word = kindOf(last.name) === 'checkout' ? 'in checkout' : 'open';
  return { state: 'open', text: word, leftMinutes: Math.ceil(leftMs / minuteMs), since: changed.received_at };
}

/**
 * @param {object[]} rows accepted rows of one cart and of its order
 * @param {{ abandonedMinutes: number, now: number }} options the collector's time for carts, and its clock
 * @returns {{ state: 'open'|'ordered'|'cancelled'|'refunded'|'emptied'|'abandoned', text: string, since?: string, leftMinutes?: number }}
 */
export function cartState(rows, { abandonedMinutes, now }) {
  const ordered = rows.toSorted(isBefore);
  const last = ordered.findLast(({ name }) => ['cart', 'emptied', 'checkout', 'order'].includes(kindOf(name)));
  if (!last) return { state: 'open', text: 'no accepted event yet' };
  if (kindOf(last.name) === 'order') return undoneState(last, ordered);
  return kindOf(last.name) === 'emptied' ? { state: 'emptied', text: 'emptied by the shopper' } : abandonedState(ordered, last, abandonedMinutes, now);
}
