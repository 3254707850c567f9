// The products that are looked at: the page's own, each of its variants, and those in a quick view whose
// theme says so (`shopify:product:view`). What the theme says is completed by `products/<handle>.js`.

import { readJson } from './cart-reader';
import { pageData } from './page-data';
import type { Shop } from './shop';
import { KEYS, idOf, meta, root, shopify } from './shopify-page';

const READ_MS_MAX = 10_000;
/** A theme that says nothing of a chosen variant has put it into its form or the address by then. */
const SETTLE_MS = 1_000;

export interface Products {
  /** Reads the product that this form sells, in case it is bought. */
  prepare(form: Element): Promise<unknown>;
  /** Hands over that the variant is bought by itself. The core says nothing of one that it can't name. */
  buy(variant: string, quantity: number): void;
}

export function watchProducts(shop: Shop): Products {
  const path = location.pathname;
  /** What the theme has said of this page's product. */
  let said: any;
  /** The products and variants that were handed over in this view. */
  const shown = new Set<string>();
  const replies = new Map<string, Promise<unknown>>();
  const known = new Set<unknown>();
  const waiting = new Set<object>();
  let was = { address: '', form: '' };
  let chosen = '';

  // In a theme that changes pages itself, Shopify's globals are still those of the first one.
  const ofPage = () => (location.pathname === path && meta()?.page?.pageType === 'product' ? meta().product : undefined);

  async function read(handle?: string): Promise<unknown> {
    if (!handle || !shop.allowed()) return null;
    if (!replies.has(handle)) replies.set(handle, readOnce(handle));
    return replies.get(handle);
  }

  async function readOnce(handle: string): Promise<unknown> {
    try {
      const reply = (await readJson(`${root()}products/${handle}.js`, AbortSignal.timeout(READ_MS_MAX))) ?? null;
      known.add(reply);
      return reply;
    } catch {
      return null; // what else is known will do
    }
  }

  /** In a quick view the page's own words are about something else. */
  const wordsOf = (isPage: unknown) => ({
    meta: isPage ? meta() : null, page: isPage ? pageData() : null, currency: shopify().currency?.active ?? '',
  });

  /** `event`: what the theme has said of the product. */
  async function show(event: any, variant: string, isPage: boolean): Promise<void> {
    const id = idOf((event ?? ofPage()).id);
    const key = `${id} ${variant}`;
    if (shown.has(key)) return;
    shown.add(id).add(key);
    const seen = { event, product: null, variant, ...wordsOf(isPage) };
    waiting.add(seen);
    const product = await read(event?.handle || (isPage && (handleOf(location.pathname) || ofPage()?.handle)));
    if (waiting.delete(seen)) void shop.see('product', { ...seen, product }, KEYS);
  }

  function look(): void {
    const event = said ?? payloadOfPage();
    if (!shop.allowed() || !(event || ofPage())) return; // `allowed` looks again
    const address = new URLSearchParams(location.search).get('variant') ?? '';
    const form = variantInForm();
    if (address !== was.address) chosen = address || form;
    else if (form !== was.form) chosen = form;
    was = { address, form };
    const selected = idOf(event?.selectedVariant?.id);
    chosen ||= selected;
    void show(!selected || selected === chosen ? event : null, chosen, true);
  }

  /** Cards in lists have forms of their own; where the page's variants aren't known the first form counts. */
  function variantInForm(): string {
    const inputs = document.querySelectorAll<HTMLInputElement>('form[action*="/cart/add"] [name=id]');
    const variants = ofPage()?.variants;
    return Array.from(inputs, ({ value }) => value).find((value) => !variants || hasVariant(ofPage(), value)) ?? '';
  }

  /** In lists it is said of each card. Themes that name no context on their product page are meant too. */
  function isPageView({ context, product }: any): boolean {
    if (context) return context === 'page' && (meta()?.page?.pageType ?? 'product') === 'product';
    return Boolean(product) && idOf(ofPage()?.id) === idOf(product.id);
  }

  /** What an event said that came before this listener. */
  function payloadOfPage(): any {
    for (const element of document.querySelectorAll('[view-event-payload],script[data-view-event-payload]')) {
      const payload = parse(element.getAttribute('view-event-payload') || element.textContent);
      if (payload && isPageView(payload)) return payload.product;
    }
    return null;
  }

  shop.listen(document, 'shopify:product:view', ({ context, product }) => {
    if (isPageView({ context, product })) {
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
  let settling: ReturnType<typeof setTimeout>;
  for (const type of ['change', 'click']) {
    shop.listen(document, type, () => {
      clearTimeout(settling);
      settling = shop.after(SETTLE_MS, look);
    });
  }
  const { navigation } = window as any;
  if (navigation) shop.listen(navigation, 'currententrychange', look);
  shop.on('allowed', look);
  shop.on('view', () => {
    said = undefined;
    chosen = '';
    was = { address: '', form: '' };
    for (const book of [shown, replies, known]) book.clear();
    look();
  });
  shop.on('end', () => {
    for (const seen of waiting) void shop.see('product', seen, KEYS);
    waiting.clear();
  });
  look();

  return {
    prepare(form) {
      const section = form.closest('.shopify-section') ?? document;
      return read(handleOf(section.querySelector<HTMLAnchorElement>('a[href*="/products/"]')?.href));
    },
    buy(variant, quantity) {
      const product = [...known].find((reply) => hasVariant(reply, variant)) ?? null;
      void shop.see('buy_now', { product, variant, quantity, ...wordsOf(ofPage()) }, KEYS);
    },
  };
}

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
