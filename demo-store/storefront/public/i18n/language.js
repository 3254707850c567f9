// The language of the shop, and its texts. `?lang=ja` says it, and this browser remembers. The server has English pages:
// it has neither, and every shopper's browser puts its own words there (page.js).

import en from './en.js';
import ja from './ja.js';

/** In their own words. `numbers` and `dates`: as Intl knows them. */
export const languages = {
  en: { name: 'English', texts: en, numbers: 'en-IE', dates: 'en-GB' },
  ja: { name: '日本語', texts: ja, numbers: 'ja-JP', dates: 'ja-JP' },
};

/** Not the basket's and the orders' prefix: it outlives them. */
const KEY = 'madobe-language';

export const language = chosen();

/** A text of the shop's; `values` fill its `{…}`. */
export function t(key, values = {}) {
  return languages[language].texts[key].replace(/\{(\w+)\}/g, (_match, name) => values[name]);
}

function chosen() {
  const asked = typeof location === 'undefined' ? null : new URLSearchParams(location.search).get('lang');
  const known = asked in languages;
  try {
    if (known) localStorage.setItem(KEY, asked);
    const kept = known ? asked : localStorage.getItem(KEY);
    return kept in languages ? kept : 'en';
  } catch {
    return known ? asked : 'en'; // no storage, or no browser
  }
}
