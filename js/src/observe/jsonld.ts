// Product pages of any shop, by what they tell search engines (core/platform/jsonld.h). Handed over once a
// view, again when the address names another variant, and never while it is still the last page's.

import type { Stop } from '../page/listen';
import { isOfProduct } from './common/markup';
import { ownedTexts, whenReady } from './common/owned';
import { type PageData, pageData } from './common/page-data';
import type { Observe } from './shop';
import { JSONLD_PRODUCT } from '../generated/selections';

/** Single-page shops and frameworks write it some time after the address has changed. */
const WAIT_MS_MAX = 5_000;
const LOOK_MS = 250;
/** Until then, and until the page has loaded, what says no product may not be all: it isn't told. */
const EARLY_MS = 1_000;
/** A click on a variant may change the address or the data without a word to anyone. */
const CLICK_MS = 500;

export const observe: Observe = (shop) => {
  const owned = ownedTexts();
  let handed = '';
  let isEarly = false;
  let until = 0;
  let callOff: Stop = () => {};

  function look(): void {
    const data = ofThisPath(pageData(shop));
    const text = JSON.stringify([data, location.search]);
    const early = document.readyState !== 'complete' || performance.now() < until - WAIT_MS_MAX + EARLY_MS;
    if ((text !== handed || (isEarly && !early)) && isOfProduct(data)) {
      handed = text;
      isEarly = early;
      shop.later(() => void shop.see('product', { ...data, early }, JSONLD_PRODUCT).then(({ status }) => {
        if (status === 'accepted' && handed === text) {
          until = 0;
          isEarly = false;
        }
      }));
    }
    if (performance.now() < until || isEarly) lookIn(LOOK_MS);
  }

  /** One look for many clicks. */
  function lookIn(ms: number): void {
    callOff();
    callOff = shop.after(ms, look);
  }

  function ofThisPath({ jsonld, og, canonical }: PageData): PageData {
    const openGraph = `og ${JSON.stringify(og)}`;
    const link = `canonical ${canonical}`;
    const is = owned([...jsonld, openGraph, link]);
    return { jsonld: jsonld.filter(is), og: is(openGraph) ? og : [], canonical: is(link) ? canonical : undefined };
  }

  function begin(): void {
    handed = '';
    isEarly = false;
    until = performance.now() + WAIT_MS_MAX;
    look();
  }

  whenReady(shop.listen, () => {
    begin();
    shop.on('denied', () => { handed = ''; });
    shop.on('allowed', look);
  });
  // Not within the call that has found the view to be another.
  shop.on('view', () => shop.after(0, begin));
  for (const type of ['click', 'change']) shop.listen(document, type, () => lookIn(CLICK_MS), { capture: true });
};
