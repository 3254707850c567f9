// Frameworks that load pages themselves (Turbo, pjax) put another body in the page's place: what was found
// on the old one, or listened to there, is gone with it.

import type { Shop } from '../shop';

/** Calls `work` now, and again for each further body. */
export function onBody(shop: Shop, work: () => void): void {
  let { body } = document;
  const observer = new MutationObserver(shop.guard(() => {
    if (!document.body || document.body === body) return;
    body = document.body;
    work();
  }));
  // Its own children are two, and change with nothing else.
  observer.observe(document.documentElement, { childList: true });
  shop.until(() => observer.disconnect());
  work();
}
