// What the SDK takes as it is written, and whoever wrote it hardly meant.

import { nearest } from '/checker/checks-tag.js';

const EVENTS = ['product_viewed', 'cart_updated', 'cart_emptied', 'checkout_started', 'order_placed', 'order_refunded', 'order_cancelled'];
const QUOTES = /[“”„‟‘’«»]/;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

const namesIn = (value) => (Array.isArray(value) ? value : String(value).split(/[\s,]+/)).filter(Boolean);

function ofCollector(value) {
  if (/^\/(?!\/)/.test(value)) return `It is a path of the shop itself: right where your shop’s server takes events there.`;
  if (!/^https?:/i.test(value)) return `It does not begin with https://, so a page takes it for a path of its own. Write https://${value.replace(/^[./]+/, '')}.`;
  const { protocol, hostname, pathname } = new URL(value);
  if (protocol === 'http:' && !LOOPBACK.test(hostname)) return 'Pages of https may not post to http: browsers block it.';
  return pathname === '/' ? 'A collector listens at a path: kago-collector at /v1/events.' : undefined;
}

const ofSkip = (value) => namesIn(value).filter((name) => !EVENTS.includes(name.replace(/^(ecommerce|kago)\./, '')))
  .map((name) => `“${name}” is no event; the nearest is ${nearest(name, EVENTS)}.`).join(' ') || undefined;

const DOUBTS = {
  collector: ofCollector,
  writeKey: (value) => (value.trim() === value ? undefined : 'It has blanks at its ends, which are part of it: no collector knows such a key.'),
  currency: (value) => (Intl.supportedValuesOf('currency').includes(value.toUpperCase()) ? undefined : 'It is no currency of ISO 4217 that this browser knows: an event of such a one is refused.'),
  skip: ofSkip,
};

/** @param {string} option @param {unknown} value that the SDK has taken @returns {string | undefined} */
export function doubtOf(option, value) {
  if (typeof value === 'string' && QUOTES.test(value)) return 'There are typographic quotes in it, which are part of it: type straight ones (").';
  try {
    return DOUBTS[option]?.(value);
  } catch {
    return undefined;
  }
}

/** Of a tag's text: what stands twice counts once, and nobody sees the second. */
export function twiceIn(text, names) {
  return names.filter((name) => (text.match(new RegExp(`\\s${name}\\s*=`, 'gi')) ?? []).length > 1).map((name) => `${name} stands there twice: the first counts.`);
}
