// Checkouts: the cart's, and "buy it now", which is one of its own and leaves the cart alone. They begin
// when the page is left for them, by whatever button, link or script: the Navigation API tells; where it
// is missing, links and forms do. Each is handed over once, with a cart that was read just then.

import type { CartReader } from './cart-reader';
import type { Shop } from './shop';
import type { Products } from './shopify-products';

const CHECKOUT = /^\/((\d+|[a-z]{2,3}(-[a-z]+)?)\/)?checkouts?(\/|$)/i;
/** Where a checkout of its own is prepared: the Storefront API's `checkoutUrl`. */
const PREPARED = /\/cart\/c\//;
/** help.shopify.com: "cart permalinks". */
const PERMALINK = /\/cart\/(\d+):(\d+)$/;
const PAYMENT_BUTTON = '.shopify-payment-button,.shopify-payment-button__button,[data-shopify="payment-button"]';
/** Shopify's script first makes the checkout, then goes there. */
const BUY_MS_MAX = 10_000;

interface Purchase {
  variant: string;
  quantity: number;
  at: number;
  ready: Promise<unknown>;
}

export function watchCheckouts(shop: Shop, cart: CartReader, keys: string[], products: Products): void {
  /** What the last click was to buy. */
  let purchase: Purchase | undefined;
  /** Hands over the checkout that has begun. */
  let attempt: (() => void) | undefined;

  function begin(hand: () => void, ready: Promise<unknown>): void {
    const mine = () => {
      if (attempt === mine) attempt = undefined, hand();
    };
    attempt = mine;
    void ready.then(mine, mine);
  }

  function checkOut(): void {
    cart.hint(); // the theme may have changed it on the way here
    begin(() => {
      if (cart.last) void shop.see('checkout', { cart: cart.last }, keys);
    }, cart.now());
  }

  function buy({ variant, quantity, ready }: Omit<Purchase, 'at'>): void {
    begin(() => {
      if (!products.buy(variant, quantity)) shop.warn(`variant ${variant} is bought, but its product is not known`);
    }, ready);
  }

  const recent = () => (purchase && performance.now() - purchase.at < BUY_MS_MAX ? purchase : undefined);

  /** The page is left, unless `event` is prevented by whoever hears of it later. */
  function leave(address: string, isCartForm: boolean, event: Event): void {
    const { pathname, search } = new URL(address, location.href);
    const isCheckout = CHECKOUT.test(pathname);
    const [, variant, quantity] = PERMALINK.exec(pathname) ?? [];
    const bought = recent();
    if (attempt || event.defaultPrevented) return;
    if (bought && (isCheckout || PREPARED.test(pathname))) buy(bought);
    else if (isCheckout || isCartForm) checkOut();
    // `storefront`: the permalink leads to the cart.
    else if (variant && products.isOfPage(variant) && !/[?&]storefront=/.test(search)) buy({ variant, quantity: Number(quantity), ready: Promise.resolve() });
    else return;
    const begun = attempt;
    shop.after(0, () => {
      if (event.defaultPrevented && attempt === begun) attempt = undefined;
    });
  }

  const { navigation } = window as any;
  if (navigation) {
    shop.listen(navigation, 'navigate', (event) => leave(event.destination.url, Boolean(event.formData?.has('checkout')), event));
  }
  shop.listen(window, 'submit', (event) => {
    const { target, submitter } = event;
    const address = submitter?.getAttribute('formaction') ?? target.getAttribute('action') ?? '';
    leave(address, submitter?.name === 'checkout', event);
  });
  shop.listen(window, 'click', (event) => {
    const link = event.target.closest?.('a[href]');
    if (link) leave(link.href, false, event);
  });
  shop.listen(window, 'click', ({ target }) => {
    const form = target.closest?.(PAYMENT_BUTTON)?.closest('form');
    const value = (name: string): string => form.elements.namedItem(name)?.value ?? '';
    if (form) purchase = { variant: value('id'), quantity: Number(value('quantity')) || 1, at: performance.now(), ready: products.prepare(form) };
    else if (target.closest?.('a,button')) purchase = undefined;
  }, { capture: true });
  shop.on('end', () => {
    const bought = recent();
    if (!navigation && !attempt && bought) buy(bought); // where it leads can't be seen there
    purchase = undefined;
    attempt?.();
  });
}
