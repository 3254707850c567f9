// All that is wrong with settings, whoever has made them. What a thing has to be like is said where it is used.

import { faultsInKeys, shopsOf } from '../access/keys.js';
import { faultsInOrigins } from '../access/origins.js';
import { faultsInProxies } from '../access/proxies.js';
import { faultsInClients, faultsInTokens } from '../access/tokens.js';
import { faultsInRecoverUrls } from '../recover/links.js';
import { faultsInWebhooks } from '../webhooks/addresses.js';
import { nearest } from './nearest.js';

function faultsInPublicUrl(text) {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && !/[?#]/.test(text) && !url.username && !url.password) return [];
  return [[undefined, `"${text}" is no address that clients can know: expected such as https://collect.example, without query, fragment or user`]];
}

/** Of what is some shop's: each has to be of one that a write key names. */
function faultsInShops(list, what, shops) {
  const names = [...shops];
  if (names.length === 0) return [];
  return list.flatMap(({ shop }, i) => (shops.has(shop) ? [] : [[i, `the ${what} of "${shop}" is of no shop: the write keys are of ${names.join(', ')}; did you mean "${nearest(shop, names)}"?`]]));
}

/**
 * @param {object} settings options of createCollector
 * @param {(setting: string, i?: number) => string} [placeOf] where each was said
 * @param {string[]} [known] shops whose keys are at fault by themselves
 * @returns {string[]} each names the place, what is wrong there and what is expected
 */
export function faultsOf({ writeKeys = ['pk_demo'], origins = [], tokens = [], clients = [], recoverUrls = [], webhooks = [], publicUrl, trustProxy }, placeOf = (setting) => setting, known = []) {
  const shops = new Set([...shopsOf(writeKeys).values(), ...known]);
  const found = {
    writeKeys: faultsInKeys(writeKeys),
    origins: faultsInOrigins(origins, shops),
    tokens: [...faultsInShops(tokens, 'token', shops), ...faultsInTokens(tokens)],
    clients: [...faultsInShops(clients, 'client', shops), ...faultsInClients(clients)],
    recoverUrls: [...faultsInShops(recoverUrls, 'recover page', shops), ...faultsInRecoverUrls(recoverUrls)],
    webhooks: [...faultsInShops(webhooks, 'webhook', shops), ...faultsInWebhooks(webhooks)],
    publicUrl: publicUrl === undefined ? [] : faultsInPublicUrl(publicUrl),
    trustProxy: trustProxy === undefined ? [] : faultsInProxies(trustProxy),
  };
  return Object.entries(found).flatMap(([setting, faults]) => faults.map(([i, fault]) => `${placeOf(setting, i)}: ${fault}`));
}
