// What the collector says of itself once: its shops, and what the codes of findings mean.

import { fetchAbout } from './api.js';

let about = { shops: [], codes: {} };

/** @returns {Promise<string[]>} the names of the shops */
export async function loadAbout() {
  if (about.shops.length === 0) about = await fetchAbout();
  return [...new Set(about.shops.map(({ shop }) => shop))];
}

/** By which an event of that shop is posted. @param {string} shop @returns {string | undefined} */
export const writeKeyOf = (shop) => about.shops.find((one) => one.shop === shop)?.write_key;

const plain = (text) => text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', '');

/** What to do about a finding, where the code is one of the core's. @param {string} code */
export const remedyOf = (code) => plain(about.codes[code]?.remedy ?? '');
