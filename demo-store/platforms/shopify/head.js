// `{{ content_for_header }}`: what Shopify itself puts into the head of each page of a store.

import { escapeHtml, scriptJson } from '../stand-in.js';
import { isDefault, priceIn } from './catalogue.js';

/** @param {{ pageType: string, product?: object }} page */
export function contentForHeader({ market, designMode, privacy, variantsListed }, { pageType, product }, theme) {
  const shopify = {
    shop: 'madobe.myshopify.com', locale: market.locale, country: market.country,
    currency: { active: market.currency, rate: String(market.rate.toFixed(1)) },
    theme: { name: theme, id: 1, schema_name: theme, schema_version: '1.0.0', theme_store_id: null, role: 'main' },
    routes: { root: market.root }, cdnHost: 'cdn.shopify.com', ...(designMode && { designMode: true }),
  };
  const page = { pageType, ...(product && { resourceType: 'product', resourceId: product.id }), requestId: '5f1c' };
  const meta = { page, currency: market.currency, ...(product && { product: metaOf(product, market, variantsListed) }) };
  return `<script>
      window.Shopify = ${scriptJson(shopify)};
      window.ShopifyAnalytics = { meta: ${scriptJson(meta)} };
      window.__st = ${scriptJson({ a: 604411632, p: pageType, ...(product && { rtyp: 'product', rid: product.id }) })};
    </script>
    ${privacy === 'missing' ? '' : `<script src="/theme/customer-privacy.js" data-region="${escapeHtml(privacy)}"></script>`}
    <script src="/theme/payment-button.js" async></script>`;
}

// It has neither the product's title nor its image.
const metaOf = (product, market, variantsListed) => ({
  id: product.id, gid: `gid://shopify/Product/${product.id}`, vendor: product.vendor, type: product.type, handle: product.handle,
  variants: product.variants.slice(0, variantsListed).map((variant) => ({
    id: variant.id, price: priceIn(market, variant.price), name: isDefault(product) ? product.title : `${product.title} - ${variant.title}`,
    public_title: isDefault(product) ? null : variant.title, sku: variant.sku,
  })),
  remote: false,
});

/** `{{ product | standard_event_data: 'view', context: context }}` */
export function viewPayload(product, variant, market, context) {
  return escapeHtml(JSON.stringify({
    context: context ?? null,
    selectedOptions: [{ name: product.option, value: (variant ?? product.variants[0]).title }],
    product: {
      id: product.id, title: product.title, handle: product.handle,
      selectedVariant: variant && {
        id: variant.id, title: variant.title, availableForSale: variant.stock > 0,
        price: { amount: (priceIn(market, variant.price) / 100).toFixed(2), currencyCode: market.currency },
        selectedOptions: [{ name: product.option, value: variant.title }],
      },
    },
  }));
}
