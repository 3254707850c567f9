// A GA4 dataLayer. To listen to one is to wrap its `push`, as Google Tag Manager does itself: the one
// function that Kago replaces. The page's call comes first in all: its arguments, its `this`, its
// result and what it throws are untouched, and nothing of ours throws into it.
// developers.google.com/tag-platform/tag-manager/datalayer

import { debouncer } from './common/debouncer';
import type { Observe, Shop } from './shop';
import { GA4_EVENTS, GA4_PUSH, GA4_UNIVERSAL } from '../generated/selections';

/** Pushes that make up a cart as the page shows it. */
const SHOWN_MAX = 100;

interface Push {
  event?: string;
  ecommerce?: Record<string, unknown>;
}

interface Layer extends ArrayLike<unknown> {
  push(...entries: unknown[]): unknown;
}

export const observe: Observe = (shop) => {
  const collect = collector(shop);
  const layers = new Map<string, Layer>();
  const walked = new WeakSet();

  const hear = shop.guard((entries: unknown[]): void => {
    for (const entry of entries) {
      try {
        if (typeof entry === 'object' && entry) walked.add(entry);
        const push = pushOf(entry);
        if (push) collect(push);
      } catch (error) {
        shop.warn('a push was not read', error);
      }
    }
  });

  /** A page that assigns a new array has lost its listeners, Google's too: ours begin anew. */
  function attach(): void {
    for (const name of layerNames()) {
      const page = window as any;
      const layer: Layer = (page[name] ??= []);
      if (layers.get(name) === layer) continue;
      layers.set(name, layer);
      try {
        wrap(layer);
      } catch (error) {
        shop.warn(`${name} can't be listened to`, error);
      }
    }
  }

  function wrap(layer: Layer): void {
    hear(Array.from(layer).filter((entry) => !walked.has(entry as object)));
    const previous = layer.push;
    const ours = layer.push = function (this: unknown, ...entries: unknown[]): unknown {
      hear(entries);
      return previous.apply(this as Layer, entries);
    };
    // Whoever has wrapped it since goes on; ours then only hands on.
    shop.until(() => {
      if (layer.push === ours) layer.push = previous;
    });
  }

  attach();
  for (const when of ['view', 'back'] as const) shop.on(when, attach);
  shop.listen(document, 'DOMContentLoaded', attach);
  shop.listen(window, 'load', attach);
};

/** Google's snippets name another one in the address that they load. */
function layerNames(): Set<string> {
  const scripts = document.querySelectorAll<HTMLScriptElement>('script[src*="gtm.js"],script[src*="/gtag/js"]');
  const named = Array.from(scripts, ({ src }) => /[?&]l=([^&]+)/.exec(src)?.[1] ?? 'dataLayer');
  return new Set(named.length > 0 ? named : ['dataLayer']);
}

/** `gtag('event', …)` pushes its arguments as they are. */
function pushOf(entry: any): Push | undefined {
  const push: Push = entry?.[0] === 'event' ? { event: entry[1], ecommerce: entry[2] } : entry;
  const { event, ecommerce } = push ?? {};
  if (typeof ecommerce !== 'object' || !ecommerce) return undefined;
  return wordsOf({ event, ecommerce }).length > 0 ? { event, ecommerce } : undefined;
}

/** Hands pushes over at once, but those that change the cart together, when it is quiet or something else happens. */
function collector(shop: Shop): (push: Push) => void {
  const waiting: unknown[] = [];
  /** What the page shows: its product, and its cart with what has changed since it was shown. */
  let product: unknown[] = [];
  let cart: unknown[] = [];
  let isLost = false;

  function keep(event: string | undefined, push: unknown, isChange: boolean): void {
    if (event === 'view_item') product = [push];
    if (event === 'view_cart') cart = [push];
    else if (isChange && cart.length > 0 && cart.length < SHOWN_MAX) cart.push(push);
  }

  const due = debouncer(shop, () => {
    const pushes = waiting.splice(0);
    const canonical = document.querySelector('link[rel=canonical]')?.getAttribute('href') ?? undefined;
    const prices = document.querySelector<HTMLElement>('[data-kago-prices]')?.dataset.kagoPrices;
    void shop.see('push', { pushes, canonical, prices }, GA4_PUSH);
  });

  shop.on('denied', () => {
    waiting.splice(0);
    isLost = true;
  });
  shop.on('allowed', () => {
    const shown = [...product, ...cart];
    if (isLost && shown.length > 0) {
      waiting.push(...shown);
      due.hint();
      due.now();
    }
    isLost = false;
  });
  shop.on('view', () => {
    product = [];
    cart = [];
  });
  shop.on('hide', due.now);
  shop.on('end', due.now);
  return ({ event, ecommerce }) => {
    // Shops use one object again and again: it is copied while it is this push's.
    const push = shop.pick({ event, ecommerce }, GA4_PUSH.pushes);
    const isChange = wordsOf({ event, ecommerce }).includes(true);
    keep(event, push, isChange);
    const hand = () => {
      waiting.push(push);
      due.hint();
      if (!isChange) due.now();
    };
    if (event === 'view_item' || 'detail' in ecommerce!) shop.later(hand);
    else hand();
  };
}

/** Whether each word in it that Kago hears changes the cart. */
function wordsOf({ event, ecommerce }: Push): boolean[] {
  const universal = Object.keys(GA4_UNIVERSAL).filter((key) => key in ecommerce!).map((key) => GA4_UNIVERSAL[key]);
  return Object.hasOwn(GA4_EVENTS, event!) ? [GA4_EVENTS[event!], ...universal] : universal;
}
