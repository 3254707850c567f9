// The products that are looked at: the page's own, each of its variants, and those in a quick view whose
// theme says so (`shopify:product:view`). What the theme says is completed by `products/<handle>.js`.

import { readJson } from './cart-reader';
import { PAGE_DATA_KEYS, pageData } from './page-data';
import type { Shop } from './shop';
import { currency, idOf, meta, root } from './shopify-page';

const KEYS = [
  ...PAGE_DATA_KEYS, 'event', 'id', 'title', 'handle', 'selectedVariant', 'price', 'amount', 'currencyCode', 'meta', 'pageType',
  'resourceId', 'currency', 'product', 'variants', 'name', 'public_title', 'sku', 'available', 'featured_image', 'src', 'url',
  'page', 'variant', 'quantity', 'type',
];
const READ_MS_MAX = 10_000;
/** A theme that says nothing of a chosen variant has put it into its form or the address by then. */
const SETTLE_MS = 1_000;

export interface Products {
  /** The product that this element sells is read in case it is bought. */
  prepare(element: Element): Promise<unknown>;
  /** That variant is handed over as bought; false when its product isn't known. */
  buy(variant: string, quantity: number): boolean;
  /** It is one of the page's product. */
  isOfPage(variant: string): boolean;
}

export function watchProducts(shop: Shop): Products {
  const path = location.pathname;
  /** What the theme has said of the page's product. */
  let said: any;
  /** Of this view: the variants that were handed over, and products by id. */
  const shown = new Set<string>();
  const handles = new Map<string, string>();
  const replies = new Map<string, any>();
  const waiting = new Set<object>();
  let was = { address: '', form: '' };
  let chosen = '';

  // In a theme that changes pages itself, Shopify's globals are still those of the first one.
  const ofPage = () => (location.pathname === path && meta()?.page?.pageType === 'product' ? meta().product : undefined);
  const hasVariant = (product: any, variant: string) => product?.variants?.some?.(({ id }: any) => idOf(id) === variant);

  async function read(handle: string): Promise<any> {
    if (!handle || !shop.allowed()) return null;
    if (replies.has(handle)) return replies.get(handle);
    const reading = readJson(`${root()}products/${handle}.js`, AbortSignal.timeout(READ_MS_MAX)).catch(() => null);
    replies.set(handle, reading);
    const reply = (await reading) ?? null;
    replies.set(handle, reply);
    return reply;
  }

  /** `event`: what the theme has said of the product. */
  async function show(event: any, variant: string, isPage: boolean): Promise<void> {
    const id = idOf(event?.id ?? ofPage()?.id);
    const handle = event?.handle || handles.get(id) || (isPage && (handleOf(location.pathname) || ofPage()?.handle)) || '';
    const key = `${handle} ${variant}`;
    if (shown.has(key)) return;
    shown.add(key);
    handles.set(id, handle);
    // In a quick view the page's own words are about something else.
    const seen = { event, meta: (isPage && meta()) || null, product: null, page: isPage ? pageData() : null, variant, currency: currency() };
    waiting.add(seen);
    const product = await read(handle);
    if (waiting.delete(seen)) void shop.see('product', { ...seen, product }, KEYS);
  }

  function look(): void {
    const event = said?.path === location.pathname ? said.product : payloadOfPage();
    if (!shop.allowed() || !(event || ofPage())) return; // `allowed` looks again
    const address = new URLSearchParams(location.search).get('variant') ?? '';
    const form = variantInForm();
    if (address !== was.address) chosen = address || form;
    else if (form !== was.form) chosen = form;
    chosen ||= idOf(event?.selectedVariant?.id);
    was = { address, form };
    void show(isOf(event, chosen) ? event : null, chosen, true).catch(failed);
  }

  /** Cards in lists have forms of their own; where the page's variants aren't known the first form counts. */
  function variantInForm(): string {
    const inputs = document.querySelectorAll<HTMLInputElement>('form[action*="/cart/add"] [name=id]');
    const values = Array.from(inputs, ({ value }) => value);
    return (ofPage()?.variants ? values.find((value) => hasVariant(ofPage(), value)) : values[0]) ?? '';
  }

  /** In lists it is said of each card. Themes that name no context on their product page are meant too. */
  function isPageView({ context, product }: any): boolean {
    if (context) return context === 'page' && (meta()?.page?.pageType ?? 'product') === 'product';
    return Boolean(ofPage()) && idOf(ofPage().id) === idOf(product?.id);
  }

  /** What an event said that came before this listener. */
  function payloadOfPage(): any {
    for (const element of document.querySelectorAll('[view-event-payload],script[data-view-event-payload]')) {
      const payload = parse(element.getAttribute('view-event-payload') || element.textContent);
      if (payload?.product && isPageView(payload)) return payload.product;
    }
    return null;
  }

  function chosenInTheme(product: any, variant: any): void {
    const id = idOf(product?.id);
    // Of a product that isn't looked at: a swatch on a card.
    if (!handles.has(id) || !variant) return;
    void show({ ...plain(product), selectedVariant: variant }, idOf(variant.id), id === idOf((said?.product ?? ofPage())?.id)).catch(failed);
  }

  const failed = (error: unknown) => shop.warn('a product view is lost', error);
  let settling: ReturnType<typeof setTimeout>;
  const settle = () => {
    clearTimeout(settling);
    settling = shop.after(SETTLE_MS, look);
  };

  shop.listen(document, 'shopify:product:view', ({ context, product }) => {
    if (isPageView({ context, product })) {
      said = { product: plain(product), path: location.pathname };
      look();
    } else if (context === 'dialog' && product) {
      void show(plain(product), idOf(product.selectedVariant?.id), false).catch(failed);
    }
  });
  shop.listen(document, 'shopify:product:select', ({ product, promise }) => {
    Promise.resolve(promise).then((result: any) => chosenInTheme(product, result?.variant)).catch(() => {});
  });
  shop.listen(document, 'change', settle);
  shop.listen(document, 'click', settle);
  const { navigation } = window as any;
  if (navigation) shop.listen(navigation, 'currententrychange', look);
  shop.on('allowed', look);
  shop.on('view', () => {
    for (const book of [shown, handles, replies]) book.clear();
    look();
  });
  shop.on('end', () => {
    for (const seen of waiting) void shop.see('product', seen, KEYS);
    waiting.clear();
  });
  look();

  return {
    isOfPage: (variant) => hasVariant(ofPage(), variant),
    prepare(element) {
      const section = element.closest('[view-event-payload],.shopify-section') ?? document;
      const { product } = parse(section instanceof Element && section.getAttribute('view-event-payload')) ?? {};
      return read(product?.handle || handleOf(section.querySelector('a[href*="/products/"]')?.getAttribute('href')) || '');
    },
    buy(variant, quantity) {
      const product = [...replies.values()].find((reply) => hasVariant(reply, variant)) ?? null;
      const isPage = hasVariant(ofPage(), variant);
      if (!product && !isPage) return false;
      const ofThePage = isPage ? { meta: meta(), page: pageData() } : { meta: null, page: null };
      void shop.see('buy_now', { product, ...ofThePage, variant, quantity, currency: currency() }, KEYS);
      return true;
    },
  };
}

const handleOf = (address?: string | null) => /\/products\/([^/?#]+)/.exec(address ?? '')?.[1];

/** The event is the theme's own; its members alone are kept. */
const plain = ({ id, title, handle, selectedVariant }: any) => ({ id, title, handle, selectedVariant });

/** The theme's words are about that variant. */
const isOf = (event: any, variant: string) => !event?.selectedVariant || idOf(event.selectedVariant.id) === variant;

function parse(text?: string | false | null): any {
  try {
    return JSON.parse(text || 'null');
  } catch {
    return null;
  }
}
