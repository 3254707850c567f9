// What the stand-in sells. Prices in cents of the euro; `stock` is what add and change check against.

export const products = [
  product(8266836345064, 'furoshiki', 'Furoshiki Cloth', 'Madobe', 'Textiles', 'Colour', [
    [44610569208040, 'Indigo', 'FURO-IND', 1899, 50, 'furoshiki-indigo.svg'],
    [44610569208041, 'Matcha', 'FURO-MAT', 1899, 50, 'furoshiki-matcha.svg'],
    [44610569208042, 'Persimmon', 'FURO-PER', 2150, 0, 'furoshiki-persimmon.svg'],
  ], { unmade: 'Sumi' }),
  product(8266836345070, 'donabe', 'Donabe 28 cm', 'Iga', 'Kitchen', 'Title', [
    [44610569208050, 'Default Title', 'DONABE-28', 12900, 3, 'donabe.svg'],
  ]),
  product(8266836345080, 'dripper', 'Coffee Dripper', 'Hasami', 'Kitchen', 'Glaze', [
    [44610569208060, 'Charcoal', 'DRIP-CHA', 3400, 50, 'dripper-charcoal.svg'],
    [44610569208061, 'Sand', 'DRIP-SAN', 3650, 50, 'dripper-sand.svg'],
  ], { sibling: ['Large', 'dripper-large'] }),
  product(8266836345085, 'dripper-large', 'Coffee Dripper, large', 'Hasami', 'Kitchen', 'Glaze', [
    [44610569208065, 'Charcoal', 'DRIL-CHA', 4400, 50, 'dripper-charcoal.svg'],
    [44610569208066, 'Sand', 'DRIL-SAN', 4650, 50, 'dripper-sand.svg'],
  ], { sibling: ['Small', 'dripper'], isUnlisted: true }),
  product(8266836345090, 'gift-wrap', 'Gift Wrap', 'Madobe', 'Service', 'Title', [
    [44610569208070, 'Default Title', '', 250, 99, 'paper-bag.svg'],
  ], { isUnlisted: true }),
];

/**
 * `unmade`: a value of the option that makes no variant; `sibling`: name and handle of another product of the same
 * combined listing, which stands among the values.
 */
function product(id, handle, title, vendor, type, option, variants, more = {}) {
  return {
    id, handle, title, vendor, type, option, ...more,
    variants: variants.map(([variantId, name, sku, price, stock, image]) => ({ id: variantId, title: name, sku, price, stock, image })),
  };
}

export const byHandle = (handle) => products.find((one) => one.handle === handle);

/** The product and the variant of that variant id. */
export function byVariant(id) {
  for (const one of products) {
    const variant = one.variants.find((candidate) => candidate.id === Number(id));
    if (variant) return { product: one, variant };
  }
  return undefined;
}

export const isDefault = (product) => product.variants.length === 1;

/** Markets: the folder names the language and the country; each has a currency of its own. */
export const markets = [
  { root: '/', locale: 'en', country: 'DE', currency: 'EUR', rate: 1 },
  { root: '/fr-ca/', locale: 'fr', country: 'CA', currency: 'CAD', rate: 1.5 },
];

export const priceIn = (market, cents) => Math.round(cents * market.rate);

export const money = (market, cents) =>
  new Intl.NumberFormat(`${market.locale}-${market.country}`, { style: 'currency', currency: market.currency, currencyDisplay: 'code' }).format(cents / 100);

export const imageOf = (variant) => `/cdn/${variant.image}`;

/** `products/<handle>.js` */
export function productJson(product, market, variantsListed) {
  const price = (cents) => priceIn(market, cents);
  const prices = product.variants.map((variant) => price(variant.price));
  const [first] = product.variants;
  const titles = product.variants.map((variant) => variant.title);
  return {
    id: product.id, title: product.title, handle: product.handle,
    description: `<p>${product.title}, from our own workshop.</p>`,
    published_at: '2026-01-12T10:00:00+01:00', created_at: '2026-01-10T09:30:00+01:00',
    vendor: product.vendor, type: product.type, tags: ['handmade'],
    price: Math.min(...prices), price_min: Math.min(...prices), price_max: Math.max(...prices),
    available: product.variants.some(({ stock }) => stock > 0), price_varies: new Set(prices).size > 1,
    compare_at_price: null, compare_at_price_min: 0, compare_at_price_max: 0, compare_at_price_varies: false,
    variants: product.variants.slice(0, variantsListed).map((variant) => variantJson(product, variant, price(variant.price))),
    images: product.variants.map(imageOf), featured_image: imageOf(first),
    options: [{ name: product.option, position: 1, values: titles }],
    url: `${market.root}products/${product.handle}`, media: [], requires_selling_plan: false, selling_plan_groups: [],
  };
}

/** `variants/<id>.js` */
export function variantJson(product, variant, price) {
  const name = isDefault(product) ? product.title : `${product.title} - ${variant.title}`;
  return {
    id: variant.id, title: variant.title, option1: variant.title, option2: null, option3: null, sku: variant.sku,
    requires_shipping: true, taxable: true, available: variant.stock > 0, name,
    featured_image: { id: variant.id + 1, product_id: product.id, position: 1, alt: null, width: 800, height: 800, src: imageOf(variant), variant_ids: [variant.id] },
    public_title: isDefault(product) ? null : variant.title, options: [variant.title], price, weight: 200, compare_at_price: null,
    inventory_management: 'shopify', barcode: '', quantity_rule: { min: 1, max: null, increment: 1 },
    requires_selling_plan: false, selling_plan_allocations: [],
  };
}

/** Liquid's `{{ product | structured_data }}` */
export function structuredData(product, { market, variantsListed }, origin) {
  const url = `${origin}${market.root}products/${product.handle}`;
  const offer = (variant) => ({
    '@id': `${market.root}products/${product.handle}?variant=${variant.id}#offer`, '@type': 'Offer',
    availability: `http://schema.org/${variant.stock > 0 ? 'InStock' : 'OutOfStock'}`,
    price: (priceIn(market, variant.price) / 100).toFixed(2), priceCurrency: market.currency, url: `${url}?variant=${variant.id}`,
  });
  const about = {
    '@context': 'http://schema.org/', brand: { '@type': 'Brand', name: product.vendor }, category: product.type,
    description: `${product.title}, from our own workshop.`, name: product.title,
  };
  const [first] = product.variants;
  if (isDefault(product)) {
    return { ...about, '@id': `${market.root}products/${product.handle}#product`, '@type': 'Product', image: origin + imageOf(first), offers: offer(first) };
  }
  return {
    ...about, '@id': `${market.root}products/${product.handle}#product`, '@type': 'ProductGroup', productGroupID: String(product.id), url,
    hasVariant: product.variants.slice(0, variantsListed).map((variant) => ({
      '@id': `${market.root}products/${product.handle}?variant=${variant.id}#variant`, '@type': 'Product',
      image: origin + imageOf(variant), name: `${product.title} - ${variant.title}`, sku: variant.sku, offers: offer(variant),
    })),
  };
}
