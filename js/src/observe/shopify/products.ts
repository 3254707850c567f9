// The products that are looked at: the page's own, each of its variants, and those in a quick view whose
// theme says so (`shopify:product:view`). What the theme says is completed by `products/<handle>.js`.

import { readJson } from '../common/cart-reader';
import { pageData } from '../common/page-data';
import { pick } from '../common/pick';
import type { Stop } from '../../page/listen';
import type { Shop } from '../shop';
import { idOf, meta, root, shopify } from './page';
import { SHOPIFY_BUY_NOW, SHOPIFY_PRODUCT } from '../../generated/selections';

/** A theme that says nothing of a chosen variant has put it into its form or the address by then. */
const SETTLE_MS = 1_000;

export interface Products {
  /** Reads the product that this form sells, in case it is bought. */
  prepare(form: Element): Promise<unknown>;
  /** Hands over that the variant is bought by itself. The core says nothing of one that it can't name. */
  buy(variant: string, quantity: number): void;
}

export function watchProducts(shop: Shop): Products {
  /** What the theme has said of this page's product. */
  let said: any;
  /** The products and variants that were handed over in this view. */
  const shown = new Set<string>();
  const waiting = new Set<object>();
  const replies = productReplies(shop);
  const ofPage = pageProduct();
  const variants = chosenVariant(ofPage);

  /** `event`: what the theme has said of the product. */
  async function show(event: any, variant: string, isPage: boolean): Promise<void> {
    const id = idOf((event ?? ofPage()).id);
    const key = `${id} ${variant}`;
    if (!shop.allowed() || shown.has(key)) return; // `allowed` looks at the page again
    shown.add(id).add(key);
    const seen = { event, product: null, variant, ...wordsOf(isPage) };
    waiting.add(seen);
    const product = await replies.read(event?.handle || (isPage && (handleOf(location.pathname) || ofPage()?.handle)));
    if (waiting.delete(seen)) void shop.see('product', pick({ ...seen, product }, SHOPIFY_PRODUCT));
  }

  function look(): void {
    const event = said ?? payloadOfPage(ofPage());
    if (!event && !ofPage()) return;
    const selected = idOf(event?.selectedVariant?.id);
    const chosen = variants.look() || selected;
    void show(!selected || selected === chosen ? event : null, chosen, true);
  }

  shop.listen(document, 'shopify:product:view', ({ context, product }) => {
    if (isPageView({ context, product }, ofPage())) {
      said = plain(product);
      look();
    } else if (context === 'dialog') {
      void show(plain(product), idOf(product?.selectedVariant?.id), false);
    }
  });
  shop.listen(document, 'shopify:product:select', async ({ product, promise }) => {
    const event = plain(product);
    const variant = (await Promise.resolve(promise).catch(() => null))?.variant;
    // A product that isn't looked at: a swatch on a card.
    if (!variant || !shown.has(idOf(event.id))) return;
    void show({ ...event, selectedVariant: variant }, idOf(variant.id), idOf((said ?? ofPage())?.id) === idOf(event.id));
  });
  onChoice(shop, look);
  shop.on('denied', () => {
    shown.clear();
    waiting.clear();
  });
  shop.on('allowed', look);
  shop.on('view', () => {
    said = undefined;
    for (const book of [shown, variants, replies]) book.clear();
    look();
  });
  shop.on('end', () => {
    for (const seen of waiting) void shop.see('product', pick(seen, SHOPIFY_PRODUCT));
    waiting.clear();
  });
  look();

  return {
    prepare(form) {
      const section = form.closest('.shopify-section') ?? document;
      return replies.read(handleOf(section.querySelector<HTMLAnchorElement>('a[href*="/products/"]')?.href));
    },
    buy(variant, quantity) {
      void shop.see('buy_now', pick({ product: replies.having(variant), variant, quantity, ...wordsOf(ofPage()) }, SHOPIFY_BUY_NOW));
    },
  };
}

/** `products/<handle>.js`, each once a view. */
function productReplies(shop: Shop) {
  const readings = new Map<string, Promise<unknown>>();
  const known = new Set<unknown>();

  async function once(handle: string): Promise<unknown> {
    try {
      const reply = (await readJson(`${root()}products/${handle}.js`)) ?? null;
      known.add(reply);
      return reply;
    } catch {
      return null; // what else is known will do
    }
  }

  return {
    async read(handle?: string): Promise<unknown> {
      if (!handle || !shop.allowed()) return null;
      if (!readings.has(handle)) readings.set(handle, once(handle));
      return readings.get(handle);
    },
    having: (variant: string) => [...known].find((reply) => hasVariant(reply, variant)) ?? null,
    clear() {
      readings.clear();
      known.clear();
    },
  };
}

/** In a theme that changes pages itself, Shopify's globals are still those of the first one. */
function pageProduct(): () => any {
  const path = location.pathname;
  return () => (location.pathname === path && meta()?.page?.pageType === 'product' ? meta().product : undefined);
}

/** The page's variant: of address and form, the one that has changed last. */
function chosenVariant(ofPage: () => any) {
  let was = { address: '', form: '' };
  let chosen = '';
  return {
    look(): string {
      const address = new URLSearchParams(location.search).get('variant') ?? '';
      const form = variantInForm(ofPage());
      if (address !== was.address) chosen = address || form;
      else if (form !== was.form) chosen = form;
      was = { address, form };
      return chosen;
    },
    clear() {
      was = { address: '', form: '' };
      chosen = '';
    },
  };
}

/** Cards in lists have forms of their own; where the page's variants aren't known the first form counts. */
function variantInForm(product: any): string {
  const inputs = document.querySelectorAll<HTMLInputElement>('form[action*="/cart/add"] [name=id]');
  return Array.from(inputs, ({ value }) => value).find((value) => !product?.variants || hasVariant(product, value)) ?? '';
}

function onChoice(shop: Shop, look: () => void): void {
  let callOff: Stop = () => {};
  for (const type of ['change', 'click']) {
    shop.listen(document, type, () => {
      callOff();
      callOff = shop.after(SETTLE_MS, look);
    });
  }
  const { navigation } = window as any;
  if (navigation) shop.listen(navigation, 'currententrychange', look);
}

/** In lists it is said of each card. Themes that name no context on their product page are meant too. */
function isPageView({ context, product }: any, ofPage: any): boolean {
  if (context) return context === 'page' && (meta()?.page?.pageType ?? 'product') === 'product';
  return Boolean(product) && idOf(ofPage?.id) === idOf(product.id);
}

/** What an event said that came before this listener. */
function payloadOfPage(ofPage: any): any {
  for (const element of document.querySelectorAll('[view-event-payload],script[data-view-event-payload]')) {
    const payload = parse(element.getAttribute('view-event-payload') || element.textContent);
    if (payload && isPageView(payload, ofPage)) return payload.product;
  }
  return null;
}

/** In a quick view the page's own words are about something else. */
const wordsOf = (isPage: unknown) => ({
  meta: isPage ? meta() : null, page: isPage ? pageData() : null, currency: shopify().currency?.active ?? '',
});

const hasVariant = (product: any, variant: string) => product?.variants?.some(({ id }: any) => idOf(id) === variant);

const handleOf = (address?: string) => /\/products\/([^/?#]+)/.exec(address ?? '')?.[1];

/** The event is the theme's own, and may change. */
const plain = (product: any) => {
  const { id, title, handle, selectedVariant } = product ?? {};
  return { id, title, handle, selectedVariant };
};

function parse(text: string | null): any {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
