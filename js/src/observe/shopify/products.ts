// The products that are looked at: the page's own, each of its variants, and those in a quick view whose
// theme says so (`shopify:product:view`). What the theme says is completed by `products/<handle>.js`.

import { readJson } from '../common/cart-reader';
import { pageData } from '../common/page-data';
import type { Stop } from '../../page/listen';
import type { Shop } from '../shop';
import { idOf, meta, root, shopify } from './page';
import { SHOPIFY_BUY_NOW, SHOPIFY_PRODUCT } from '../../generated/selections';

/** A theme that says nothing of a chosen variant has put it into its form or the address by then. */
const SETTLE_MS = 1_000;

export interface Products {
  /** Reads the product that this form sells, in case its variant is bought. */
  prepare(form: Element, variant: string): Promise<unknown>;
  /** Hands over that the variant is bought by itself. The core says nothing of one that it can't name. */
  buy(variant: string, quantity: number): void;
}

export function watchProducts(shop: Shop): Products {
  /** What the theme has said of this page's product. */
  let said: any;
  /** The products and variants that were handed over in this view. */
  const shown = new Set<string>();
  const waiting = new Set<object>();
  const ofPage = pageProduct();
  let replies = productReplies(shop);
  let lookAtVariant = chosenVariant();

  /** `event`: what the theme has said of the product, or who else names it. */
  const show = shop.guard(async (event: any, variant: string, isPage?: boolean) => {
    const id = idOf(event.id);
    const key = `${id} ${variant}`;
    if (!shop.allowed() || shown.has(key)) return; // `allowed` looks at the page again
    shown.add(id).add(key);
    const seen = { event, product: null, variant, ...wordsOf(isPage) };
    waiting.add(seen);
    const product = await replies.read(event.handle || (isPage && handleOf(location.pathname)), variant);
    if (waiting.delete(seen)) void shop.see('product', withPage({ ...seen, product }), SHOPIFY_PRODUCT);
  });

  const look = shop.guard(async () => {
    const { pathname } = location;
    // The path may be another product's already, before its view has begun.
    const event = said && isHere(said, ofPage()) ? said : payloadOfPage(ofPage());
    // Of a path that came by script only its own reply tells.
    const product = ofPage() ?? event ?? (await replies.read(handleOf(pathname)));
    if (!product || pathname !== location.pathname) return;
    const chosen = lookAtVariant(product);
    const variant = chosen || idOf(event?.selectedVariant?.id);
    // Empty is the choice where the options make no variant: the first one is then not what is looked at.
    if (variant || !(shown.has(idOf(product.id)) || (chosen === '' && !ofPage()))) show(event ?? product, variant, true);
  });

  shop.listen(document, 'shopify:product:view', ({ context, product, target }) => {
    const event = plain(shop, product);
    if (isPageView({ context, product }, ofPage())) {
      said = event;
      look();
    } else if ((!context || context === 'dialog') && target.closest?.('dialog[open]')?.querySelector(FORM)) {
      // A quick view. Cards in menus are said with the dialog's context too, a quick view often with none.
      show(event, idOf(event.selectedVariant?.id));
    }
  });
  shop.listen(document, 'shopify:product:select', async ({ product, promise, detail }) => {
    const event = plain(shop, product);
    const variant = (await promise)?.variant;
    // A product that isn't looked at: a swatch on a card; or a sibling's, which the event has no name of.
    if (!variant || !shown.has(idOf(event.id)) || (handleOf(detail?.connectedProductUrl) ?? event.handle) !== event.handle) return;
    show({ ...event, selectedVariant: variant }, idOf(variant.id), isHere(event, ofPage()));
  });
  onChoice(shop, look);
  shop.on('denied', () => {
    shown.clear();
    waiting.clear();
  });
  shop.on('allowed', look);
  shop.on('view', () => {
    said = undefined;
    shown.clear();
    replies = productReplies(shop);
    lookAtVariant = chosenVariant();
    look();
    shop.after(SETTLE_MS, look); // what came with the path may be on the page a moment later
  });
  shop.on('end', () => {
    for (const seen of waiting) void shop.see('product', withPage(seen), SHOPIFY_PRODUCT);
    waiting.clear();
  });
  look();

  return {
    prepare: (form, variant) => replies.read(handleAround(form), variant),
    buy(variant, quantity) {
      void shop.see('buy_now', withPage({ product: replies.having(variant), variant, quantity, ...wordsOf(ofPage()) }), SHOPIFY_BUY_NOW);
    },
  };
}

/** `products/<handle>.js`, each once a view; a variant beyond its list by `variants/<id>.js`. */
function productReplies(shop: Shop) {
  const readings = new Map<string, Promise<any>>();
  const known = new Set<any>();

  function once(path: string): Promise<any> {
    if (!readings.has(path)) readings.set(path, readJson(`${root()}${path}.js`).catch(() => null)); // what else is known will do
    return readings.get(path)!;
  }

  return {
    async read(handle?: string | false, variant?: string): Promise<any> {
      if (!handle || !shop.allowed()) return null;
      const product = (await once(`products/${handle}`)) ?? null;
      known.add(product);
      if (variant && product?.variants && !hasVariant(product, variant)) {
        const one = await once(`variants/${variant}`);
        if (idOf(one?.id) === variant && String(one.name).startsWith(product.title)) product.variants.push(one);
      }
      return product;
    },
    having: (variant: string) => [...known].find((reply) => hasVariant(reply, variant)) ?? null,
  };
}

/** In a theme that changes pages itself, Shopify's globals are still those of the first product. */
function pageProduct(): () => any {
  const here = () => handleOf(location.pathname) ?? location.pathname;
  const first = here();
  return () => (here() === first && meta()?.page?.pageType === 'product' ? meta().product : undefined);
}

/** Looks at the page's variant: of address and form, the one that has changed last; undefined where neither has one. */
function chosenVariant() {
  let lastAddress: string | undefined;
  let lastForm: string | undefined;
  let chosen: string | undefined;
  return (product: any): string | undefined => {
    const address = new URLSearchParams(location.search).get('variant') || undefined;
    const form = variantInForm(product);
    // An old link has a variant that is no more: the form has another one then.
    if (address !== lastAddress) chosen = address && (!form || isOf(product, address)) ? address : form;
    else if (form !== lastForm) chosen = form;
    lastAddress = address;
    lastForm = form;
    return chosen;
  };
}

const FORM = 'form[action*="/cart/add"]';

/**
 * Cards in lists have forms of their own; where the page's variants aren't known the first form counts. Empty where
 * the chosen options make no variant, undefined without a form.
 */
function variantInForm(product: any): string | undefined {
  const inputs = document.querySelectorAll<HTMLInputElement>(`${FORM} [name=id]`);
  return Array.from(inputs).find(({ value, form }) => {
    const sold = (form?.elements.namedItem('product-id') as HTMLInputElement | null)?.value;
    return sold ? sold === idOf(product.id) : isOf(product, value);
  })?.value;
}

/** Of the product that this form sells. */
function handleAround(form: Element): string | undefined {
  const around = form.closest<HTMLElement>('[data-url*="/products/"],[data-product-url*="/products/"],dialog,[role=dialog],.shopify-section');
  const { url, productUrl } = around?.dataset ?? {};
  return handleOf(url ?? productUrl ?? around?.querySelector<HTMLAnchorElement>('a[href*="/products/"]')?.href ?? location.pathname);
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

/**
 * In lists it is said of each card, on the page for a product that is featured there. Themes that name no context on
 * their product page are meant too.
 */
function isPageView({ context, product }: any, ofPage: any): boolean {
  const isPage = context ? context === 'page' && (meta()?.page?.pageType ?? 'product') === 'product' : ofPage;
  return Boolean(isPage && product) && isHere(product, ofPage);
}

const isHere = (product: any, ofPage: any): boolean =>
  ofPage ? idOf(ofPage.id) === idOf(product.id) : (handleOf(location.pathname) ?? product.handle) === product.handle;

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

/**
 * The page's markup says what Shopify's reply doesn't: of a product that wasn't read, or how many digits an amount has.
 * It is read of the variant that Shopify shows: where none is chosen, the first that can be bought.
 */
function withPage(seen: any): any {
  const { product, meta, variant, currency } = seen;
  if (product && !THREE_DIGITS.test(currency)) return { ...seen, page: null };
  const variants = (product ?? meta?.product)?.variants ?? [];
  return { ...seen, variant: variant || idOf((variants.find((one: any) => one.available) ?? variants[0])?.id) };
}

/** ISO 4217 (platforms.md 2.2: how many Shopify writes nobody knows for sure). */
const THREE_DIGITS = /^(BHD|IQD|JOD|KWD|LYD|OMR|TND)$/;

/** So far as its variants are known. */
const isOf = (product: any, variant: string) => !product.variants || hasVariant(product, variant);

const hasVariant = (product: any, variant: string) => product?.variants?.some(({ id }: any) => idOf(id) === variant);

const handleOf = (address?: string) => /\/products\/([^/?#]+)/.exec(address ?? '')?.[1];

/** The event is the theme's own, and may change. */
const plain = (shop: Shop, product: any) => shop.pick(product ?? {}, SHOPIFY_PRODUCT.event);

function parse(text: string | null): any {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
