// Links that lead a shopper back to what they left, for messages: signed, so that nobody can make one for another's cart, and
// good for as many days as a cart is kept.

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { ClientError } from '../errors.js';
import { DAY_MS } from '../limits.js';
import { isLoopback, repeated } from '../settings/fault.js';

const SECRET = 'recover';

/** Made with the file, so that links outlive a restart. */
function secretOf(database) {
  database.prepare('INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING').run(SECRET, randomBytes(32).toString('base64'));
  return database.prepare('SELECT value FROM secrets WHERE name = ?').get(SECRET).value;
}

/**
 * @typedef {{ shop: string, cartId: string, checkoutId: string | null }} Left what was left: a cart, or the checkout that it is in
 * @param {import('libsql').Database} database
 * @param {{ recoverUrls: { shop: string, url: string }[], cartDays: number, now: () => number }} options recoverUrls: of each
 *   shop the page that takes shoppers back in; read at each request
 */
export function createLinks(database, { recoverUrls, cartDays, now }) {
  const secret = secretOf(database);
  const pageIn = (shop) => recoverUrls.find((one) => one.shop === shop)?.url;
  const sign = (text) => createHmac('sha256', secret).update(text).digest();

  return {
    /** @param {Left} left @param {string} base address of the collector @returns {string | null} null: the shop has no page for it */
    of({ shop, cartId, checkoutId }, base) {
      if (!pageIn(shop)) return null;
      // Whole days: what is listed twice on a day has the same link.
      const lastDay = Math.floor(now() / DAY_MS) + Math.ceil(cartDays);
      const text = Buffer.from(JSON.stringify([shop, cartId, checkoutId, lastDay])).toString('base64url');
      return `${base}/recover/${text}.${sign(text).toString('base64url')}`;
    },

    /** @param {string} token @returns {Left & { isExpired: boolean }} */
    read(token) {
      const [text, signature = ''] = token.split('.');
      const [own, given] = [sign(text), Buffer.from(signature, 'base64url')];
      if (given.length !== own.length || !timingSafeEqual(given, own)) throw new ClientError(404, 'unknown_link', 'This link is not one of this collector\'s.');
      const [shop, cartId, checkoutId, lastDay] = JSON.parse(Buffer.from(text, 'base64url').toString());
      return { shop, cartId, checkoutId, isExpired: Math.floor(now() / DAY_MS) > lastDay };
    },

    /** The shop's page for whoever comes back; with the token it asks for the cart. */
    pageOf(shop, token) {
      const page = new URL(pageIn(shop));
      if (token) page.searchParams.set('kago_recover', token);
      return page.href;
    },

    has: (shop) => pageIn(shop) !== undefined,
  };
}

/** A link in a mail that leads to a page without TLS shows everybody between what was left. */
const isSafe = (url) => url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url));

/** @param {{ shop: string, url: string }[]} recoverUrls @returns {[number, string][]} which, and what is wrong with it */
export function faultsInRecoverUrls(recoverUrls) {
  return [
    ...recoverUrls.flatMap(({ shop, url }, i) => (URL.canParse(url) && isSafe(new URL(url)) ? []
      : [[i, `the recover page of the shop "${shop}" is "${url}": expected an address with https, or http on this machine`]])),
    ...repeated(recoverUrls, ({ shop }) => shop).map(([i, { shop }]) => [i, `the shop "${shop}" has two recover pages: expected one`]),
  ];
}

/** `shop:https://…`, as the environment has it. */
export function parseRecoverUrl(text) {
  const [, shop, url] = /^([\w.-]+):(?!\/\/)(.+)$/.exec(text) ?? [];
  if (!shop) throw new Error(`"${text}" is not written as shop:https://shop.example/cart`);
  return { shop, url };
}
