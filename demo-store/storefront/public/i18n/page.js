// Puts the language's words into what the server sent in English: `data-t` names an element's text, `data-t-label` its
// label for screen readers.

import { language, languages, t } from './language.js';

export function translatePage() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll('[data-t-label]')) element.setAttribute('aria-label', t(element.dataset.tLabel));
  document.title = `${t(document.documentElement.dataset.title)} · Madobe`;
}

/** Links to this page in each language, which keep what else its address says. */
export function languageLinks() {
  return Object.entries(languages).map(([code, { name }]) => {
    const address = new URL(location.href);
    address.searchParams.set('lang', code);
    return { code, name, href: address.pathname + address.search, isCurrent: code === language };
  });
}
