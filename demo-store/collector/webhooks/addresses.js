// Whom a shop has told: one address each, from the configuration only, and what its messages are signed with.

import { Webhook } from 'standardwebhooks';
import { limits } from '../limits.js';
import { isLoopback, repeated } from '../settings/fault.js';

const OWN_FORM = 'whsec_';

/** @typedef {{ url: string, sign: (id: string, at: Date, body: string) => string }} Address */

function faultsInUrl(text) {
  if (!URL.canParse(text)) return ['has no address: expected https://…'];
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) return [`leads to ${url.protocol}//${url.host}: expected https, or http on this machine`];
  return url.username || url.password ? ['has a user in its address: messages are signed, leave it out'] : [];
}

/** BigCommerce's receivers take the client secret's bytes for the key; `whsec_…` is Standard Webhooks' form of any bytes. */
const keyOf = (secret) => (secret.startsWith(OWN_FORM) ? secret.slice(OWN_FORM.length) : Buffer.from(secret).toString('base64'));

function faultsInSecret(secret) {
  const bytes = Buffer.from(keyOf(secret), 'base64').length;
  return bytes < limits.webhookSecretBytesMin ? [`has a secret of ${bytes} bytes: expected at least ${limits.webhookSecretBytesMin}`] : [];
}

/** @param {{ shop: string, secret: string, url: string }[]} webhooks @returns {[number, string][]} which, and what is wrong with it */
export function faultsInWebhooks(webhooks) {
  return [
    ...webhooks.flatMap(({ shop, secret, url }, i) => [...faultsInUrl(url), ...faultsInSecret(secret)].map((fault) => [i, `the webhook of the shop "${shop}" ${fault}`])),
    ...repeated(webhooks, ({ shop }) => shop).map(([i, { shop }]) => [i, `the shop "${shop}" has two webhooks: expected one`]),
  ];
}

/** @param {{ shop: string, secret: string, url: string }[]} webhooks @returns {Map<string, Address>} by the shop's name */
export function addressesOf(webhooks) {
  return new Map(webhooks.map(({ shop, secret, url }) => {
    const signer = new Webhook(keyOf(secret));
    return [shop, { url: new URL(url).href, sign: (id, at, body) => signer.sign(id, at, body) }];
  }));
}

/** `shop:secret:https://…`, as the environment has it. */
export function parseWebhook(text) {
  const [, shop = text.split(':')[0], secret = '', url = ''] = /^([^:]+):([^:]+):(.*)$/.exec(text) ?? [];
  return { shop, secret, url };
}
