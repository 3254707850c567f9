// What a product page says of itself to search engines, as it stands: core/platform/jsonld.h makes a
// product of it. Read, not parsed: broken JSON is the core's to judge.

import type { Shop } from '../shop';

const OPEN_GRAPH = /^(og:(title|type|url|image)|product:(retailer_item_id|item_group_id)|(og|product):(sale_)?price:(amount|currency))$/;
/** JSON-LD of a page that describes one product is some kB. */
const UNITS_MAX = 500_000;

export interface PageData {
  jsonld: string[];
  /** Name and content of each. */
  og: [string, string][];
  canonical?: string;
}

/** `shop` hears of what is too long to be read, with each look: a console shows it once, with a number. */
export function pageData(shop?: Pick<Shop, 'warn'>): PageData {
  const blocks = document.querySelectorAll('script[type="application/ld+json"]');
  const og: [string, string][] = [];
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[content]')) {
    const name = meta.getAttribute('property') ?? meta.name;
    if (OPEN_GRAPH.test(name)) og.push([name, meta.content]);
  }
  return {
    jsonld: [...blocks].map((block) => block.textContent ?? '').filter((text) => text.length <= UNITS_MAX || shop?.warn('JSON-LD is too long to be read')),
    og,
    canonical: document.querySelector('link[rel=canonical]')?.getAttribute('href') ?? undefined,
  };
}
