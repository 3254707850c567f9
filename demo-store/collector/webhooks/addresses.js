// Whom a shop has told: one address each, from the configuration only, and what its messages are signed with.

import { Webhook } from 'standardwebhooks';
import { limits } from '../limits.js';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
const OWN_FORM = 'whsec_';

/** @typedef {{ url: string, sign: (id: string, at: Date, body: string) => string }} Address */

function urlOf(shop, text) {
  const fail = (why) => new Error(`the webhook of the shop "${shop}" ${why}`);
  if (!URL.canParse(text)) throw fail('has no address: expected https://…');
  const url = new URL(text);
  const isPlain = url.protocol === 'http:' && LOOPBACK.test(url.hostname);
  if (url.protocol !== 'https:' && !isPlain) throw fail(`leads to ${url.protocol}//${url.host}: expected https, or http on this machine`);
  if (url.username || url.password) throw fail('has a user in its address: messages are signed, leave it out');
  return url.href;
}

/** BigCommerce's receivers take the client secret's bytes for the key; `whsec_…` is Standard Webhooks' form of any bytes. */
function signerOf(shop, secret) {
  const base64 = secret.startsWith(OWN_FORM) ? secret.slice(OWN_FORM.length) : Buffer.from(secret).toString('base64');
  const bytes = Buffer.from(base64, 'base64').length;
  if (bytes < limits.webhookSecretBytesMin) throw new Error(`the webhook of the shop "${shop}" has a secret of ${bytes} bytes: expected at least ${limits.webhookSecretBytesMin}`);
  const signer = new Webhook(base64);
  return (id, at, body) => signer.sign(id, at, body);
}

/**
 * @param {{ shop: string, secret: string, url: string }[]} webhooks
 * @param {Set<string>} shops that there are
 * @returns {Map<string, Address>} by the shop's name
 */
export function addressesOf(webhooks, shops) {
  const addresses = new Map();
  for (const { shop, secret, url } of webhooks) {
    if (!shops.has(shop)) throw new Error(`the webhook of "${shop}" is of no shop: the write keys are of ${[...shops].join(', ')}`);
    if (addresses.has(shop)) throw new Error(`the shop "${shop}" has two webhooks: expected one`);
    addresses.set(shop, { url: urlOf(shop, url), sign: signerOf(shop, secret) });
  }
  return addresses;
}

/** `shop:secret:https://…`, as the environment has it. */
export function parseWebhook(text) {
  const [, shop = text.split(':')[0], secret = '', url = ''] = /^([^:]+):([^:]+):(.+)$/.exec(text) ?? [];
  return { shop, secret, url };
}
