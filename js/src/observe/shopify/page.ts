// What Shopify's own script has put on the page, any of which may be missing, and what the core reads.

import { PAGE_DATA_KEYS } from '../common/page-data';

/** Of carts and products: core/platform/shopify*.cc. Notes, attributes and line properties stay behind. */
export const KEYS = [
  ...PAGE_DATA_KEYS, 'amount', 'available', 'cart', 'currency', 'currencyCode', 'event', 'featured_image', 'final_price', 'handle', 'id',
  'image', 'items', 'items_subtotal_price', 'meta', 'name', 'page', 'presentment_price', 'price', 'product', 'product_id', 'product_title',
  'public_title', 'quantity', 'selectedVariant', 'selling_plan', 'selling_plan_allocation', 'sku', 'src', 'title', 'token', 'total_price',
  'url', 'variant', 'variant_id', 'variants',
];

export const shopify = (): any => (window as any).Shopify ?? {};

/** Of the shop's language and market: `/`, `/fr-ca/`. */
export const root = (): string => shopify().routes?.root ?? '/';

export const meta = (): any => (window as any).ShopifyAnalytics?.meta;

/** `44` of 44, `44` and `gid://shopify/ProductVariant/44`; else an empty text. */
export const idOf = (id: unknown): string => String(id ?? '').split('/').pop()!;
