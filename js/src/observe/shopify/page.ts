// What Shopify's own script has put on the page, any of which may be missing.

export const shopify = (): any => (window as any).Shopify ?? {};

/** Of the shop's language and market: `/`, `/fr-ca/`. */
export const root = (): string => shopify().routes?.root ?? '/';

export const meta = (): any => (window as any).ShopifyAnalytics?.meta;

/** `44` of 44, `44` and `gid://shopify/ProductVariant/44`; else an empty text. */
// oxlint-disable-next-line typescript/no-base-to-string -- an object is no id, whatever its text
export const idOf = (id: unknown): string => String(id ?? '').split('/').pop()!;
