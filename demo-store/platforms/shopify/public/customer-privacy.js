// What `Shopify.loadFeatures` brings for consent, and the banner that goes with it. The answer is kept in
// the cookie `_tracking_consent`, as Shopify does.
(function () {
  const optIn = document.currentScript.dataset.region === 'opt_in';
  const COOKIE = '_tracking_consent';

  function choice() {
    return new RegExp(`(?:^|; )${COOKIE}=(yes|no)`).exec(document.cookie)?.[1] ?? '';
  }

  const allowed = () => (choice() === '' ? !optIn : choice() === 'yes');

  const api = {
    analyticsProcessingAllowed: allowed,
    marketingAllowed: allowed,
    preferencesProcessingAllowed: allowed,
    saleOfDataAllowed: allowed,
    currentVisitorConsent: () => ({ marketing: choice(), analytics: choice(), preferences: choice(), sale_of_data: '' }),
    shouldShowBanner: () => optIn && choice() === '',
    getRegion: () => (optIn ? 'DEBE' : 'USNY'),
    setTrackingConsent(consent, done) {
      document.cookie = `${COOKIE}=${consent.analytics ? 'yes' : 'no'}; path=/; SameSite=Lax`;
      const detail = { marketingAllowed: allowed(), saleOfDataAllowed: allowed(), analyticsAllowed: allowed(), preferencesAllowed: allowed() };
      document.dispatchEvent(new CustomEvent('visitorConsentCollected', { detail }));
      done?.();
    },
  };

  window.Shopify.loadFeatures = function (features, done) {
    setTimeout(() => {
      if (features.some(({ name }) => name === 'consent-tracking-api')) window.Shopify.customerPrivacy = api;
      done?.();
    }, 50);
  };

  document.addEventListener('DOMContentLoaded', () => {
    const place = document.getElementById('privacy');
    place.innerHTML = (optIn ? 'May we count visits? ' : 'Privacy: ')
      + '<button type="button" data-test="accept">Accept</button> <button type="button" data-test="decline">Decline</button>';
    place.addEventListener('click', ({ target }) => {
      const analytics = target.dataset.test === 'accept';
      if (target.dataset.test) api.setTrackingConsent({ analytics, marketing: analytics, preferences: analytics });
    });
  });
})();
