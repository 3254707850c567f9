// Reads the shop's cart after a hint: a second after the last one, five after the first at most, never
// two reads at a time, and none when nothing hints. What it reads goes to the core, which compares.

import type { Selection } from '../../generated/selections';
import type { Shop } from '../shop';
import { debouncer } from './debouncer';

/** An endpoint that doesn't answer mustn't hold up the next hint for ever. */
const READ_MS_MAX = 10_000;

export interface CartReader {
  /** The cart may have changed. */
  hint(): void;
  /** Reads now if a hint waits, or nothing was read yet. Resolves when what is known is up to date. */
  now(): Promise<void>;
  /** The last cart that was read; undefined before. */
  readonly last: unknown;
  /** Carts that were read after this moment know of it. */
  readonly pending: boolean;
}

/** `read`: one request to the platform's own endpoint; undefined when there is no cart in its answer. */
export function cartReader(shop: Shop, read: () => Promise<unknown>, selection: Selection, isInCheckout = () => false): CartReader {
  let last: unknown;
  /** Hinted at since the read began. */
  let isStale = false;
  let reading: Promise<void> | undefined;
  const due = debouncer(shop, start);
  const hint = () => {
    shop.trace?.('hint');
    due.hint();
  };

  function start(): void {
    isStale = reading !== undefined;
    if (reading || !shop.allowed()) return; // `allowed` hints again
    reading = once().finally(() => {
      reading = undefined;
      if (isStale) hint();
    });
  }

  async function once(): Promise<void> {
    try {
      const cart = await read();
      shop.trace?.('read', !!cart);
      if (cart === undefined) return;
      last = cart;
      void shop.see(isInCheckout() ? 'cart_in_checkout' : 'cart', cart, selection);
    } catch (error) {
      shop.warn('the cart could not be read', error);
    }
  }

  async function now(): Promise<void> {
    await reading;
    if (due.waits) due.now();
    else if (last === undefined || isStale) start();
    await reading;
  }

  hint();
  shop.on('back', hint);
  shop.on('denied', () => { last = undefined; });
  shop.on('allowed', hint);
  shop.on('hide', now);
  return { hint, now, get last() { return last; }, get pending() { return due.waits || reading !== undefined; } };
}

/** The JSON of an answer that no cache gave, or undefined for a refusal and for what is no JSON (a log-in page). Rejects without an answer. */
export async function readJson(address: string): Promise<any> {
  const abort = new AbortController(); // AbortSignal.timeout is younger than the browsers that have all else
  const timer = setTimeout(() => abort.abort(), READ_MS_MAX);
  try {
    const headers = { accept: 'application/json' };
    const answer = await fetch(address, { referrerPolicy: 'strict-origin', cache: 'no-store', headers, signal: abort.signal });
    if (!answer.ok || !/json|javascript/.test(answer.headers.get('content-type') ?? '')) return undefined;
    return await answer.json();
  } finally {
    clearTimeout(timer);
  }
}
