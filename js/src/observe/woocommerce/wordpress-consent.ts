// The WordPress Consent API (wordpress.org/plugins/wp-consent-api): what consent banners on WordPress tell
// other plugins. Its word counts where the shop leaves consent to the platform.

import type { Shop } from '../shop';

const CATEGORY = 'statistics';
/** `load`: a banner's scripts may come late. */
const TELLING = ['wp_listen_for_consent_change', 'wp_consent_type_defined', 'load'];

export function watchWordPressConsent(shop: Shop): void {
  const page = window as any;
  const report = () => {
    // Where the rules depend on the visitor's country, the banner says later which apply.
    const isKnown = page.wp_has_consent && (page.wp_consent_type || !page.waitfor_consent_hook);
    if (!isKnown) return;
    const refusal = `${page.consent_api?.cookie_prefix ?? 'wp_consent'}_${CATEGORY}=deny`;
    const unsaid = document.cookie.includes(refusal) ? 'denied' : 'unknown';
    shop.consent(page.wp_has_consent(CATEGORY) ? 'granted' : unsaid);
  };
  report();
  for (const type of TELLING) shop.listen(document, type, report, { capture: true });
}
