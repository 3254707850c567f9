// Checkouts: the cart's, and "buy it now", which is one of its own and leaves the cart alone. They begin
// when the page is left for them, by whatever button, link or script: the Navigation API tells; where it
// is missing, links and forms do. Each is handed over once, with a cart that was read just then.

import type { CartReader } from '../common/cart-reader';
import type { Shop } from '../shop';
import { SHOPIFY_CHECKOUT } from '../../generated/selections';
import type { Products } from './products';

const CHECKOUT = /^\/((\d+|[a-z]{2,3}(-[a-z]+)?)\/)?checkouts?(\/|$)/i;
/** Where a checkout of its own is prepared: the Storefront API's `checkoutUrl`. */
const PREPARED = /\/cart\/c\//;
/** A link that buys; with `storefront` it leads to the cart (help.shopify.com, "cart permalinks"). */
const PERMALINK = /\/cart\/(\d+):(\d+)(?!.*[?&]storefront=)(\?|$)/;
const PAYMENT_BUTTON = '.shopify-payment-button,.shopify-payment-button__button,[data-shopify="payment-button"]';
/** Shopify's script first makes the checkout, then goes there. */
const BUY_MS_MAX = 10_000;

export function watchCheckouts(shop: Shop, cart: CartReader, products: Products): void {
  const { navigation } = window as any;
  /** What the last click was to buy. */
  let purchase: { variant: string; quantity: number; at: number; ready: Promise<unknown> } | undefined;
  /** Hands over the checkout that has begun. */
  let attempt: (() => void) | undefined;

  /** `event`: what leads there. The page may end before the timer below has seen that it was prevented. */
  function begin(hand: () => void, ready: Promise<unknown>, event?: Event): void {
    const mine = shop.guard(() => {
      if (attempt !== mine) return;
      attempt = undefined;
      if (!event?.defaultPrevented) hand();
    });
    attempt = mine;
    void ready.then(mine, mine);
  }

  function checkOut(event: Event): void {
    cart.hint(); // the theme may have changed it on the way here
    begin(() => {
      if (cart.last) void shop.see('checkout', { cart: cart.last }, SHOPIFY_CHECKOUT);
    }, cart.now(), event);
  }

  function buy(variant: string, quantity: number, ready?: Promise<unknown>, event?: Event): void {
    purchase = undefined;
    begin(() => products.buy(variant, quantity), Promise.resolve(ready), event);
  }

  const bought = () => (purchase && performance.now() - purchase.at < BUY_MS_MAX ? purchase : undefined);

  /** The page is left, unless whoever hears of it later prevents that. */
  function leave(event: Event, address: string, isCartForm?: boolean): void {
    if (attempt || event.defaultPrevented) return;
    const { pathname, search } = new URL(address, location.href);
    const isCheckout = CHECKOUT.test(pathname);
    const now = bought();
    const [, variant, quantity] = PERMALINK.exec(pathname + search) ?? [];
    if (now && (isCheckout || PREPARED.test(pathname))) buy(now.variant, now.quantity, now.ready, event);
    else if (isCheckout || isCartForm) checkOut(event);
    else if (variant) buy(variant, Number(quantity), undefined, event);
    const begun = attempt;
    shop.after(0, () => {
      if (event.defaultPrevented && attempt === begun) attempt = undefined;
    });
  }

  if (navigation) {
    shop.listen(navigation, 'navigate', (event) => leave(event, event.destination.url, event.formData?.has('checkout')));
  } else {
    shop.listen(window, 'submit', (event) => {
      const { target, submitter } = event;
      leave(event, submitter?.getAttribute('formaction') ?? target.getAttribute('action') ?? '', submitter?.name === 'checkout');
    });
    shop.listen(window, 'click', (event) => {
      const link = event.target.closest?.('a[href]');
      if (link) leave(event, link.href);
    });
  }
  shop.listen(window, 'click', ({ target }) => {
    const form = target.closest?.(PAYMENT_BUTTON)?.closest('form');
    const valueOf = (name: string): string => form.elements.namedItem(name)?.value ?? '';
    if (!form && !target.closest?.('a,button')) return;
    const variant = form && valueOf('id');
    purchase = form && {
      variant, quantity: Number(valueOf('quantity')) || 1, at: performance.now(), ready: products.prepare(form, variant),
    };
  }, { capture: true });
  shop.on('end', () => {
    const now = bought();
    if (!navigation && !attempt && now) buy(now.variant, now.quantity); // where it leads can't be seen there
    attempt?.();
  });
}
