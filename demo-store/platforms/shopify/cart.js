// The shopper's cart as Shopify's Ajax API keeps it (platforms.md 2.2): integers with two implied
// decimals, a token with its key, lines by variant and properties, the newest first.

import { createHash, randomBytes } from 'node:crypto';
import { byVariant, imageOf, isDefault, priceIn } from './catalogue.js';

/** What Shopify refuses has the status 422 and texts that change from year to year. */
export class Refusal extends Error {}

export function cartOf(session) {
  session.cart ??= { token: `${randomBytes(24).toString('base64url')}?key=${randomBytes(16).toString('hex')}`, lines: [], note: null };
  return session.cart;
}

const keyOf = (id, properties) => `${id}:${createHash('md5').update(`${id}${JSON.stringify(properties ?? {})}`).digest('hex')}`;

/** Returns the line that it became. */
export function add(cart, { id, quantity = 1, properties = null }) {
  const found = byVariant(id);
  if (!found) throw new Refusal('Cart Error');
  const { product, variant } = found;
  const key = keyOf(variant.id, properties);
  const line = cart.lines.find((one) => one.key === key);
  const total = (line?.quantity ?? 0) + Number(quantity);
  if (variant.stock === 0) throw new Refusal(`The product '${product.title} - ${variant.title}' is already sold out.`);
  if (total > variant.stock) throw new Refusal(`You can't add more ${product.title} to the cart.`);
  const added = { key, id: variant.id, quantity: total, properties };
  cart.lines = [added, ...cart.lines.filter((one) => one !== line)];
  return added;
}

/** `line` counts from 1; `id` is a variant's or a line's key. */
export function change(cart, { line, id, quantity }) {
  const found = line ? cart.lines[Number(line) - 1] : find(cart, id);
  if (!found) throw new Refusal('no valid id or line parameter');
  const { product, variant } = byVariant(found.id);
  if (Number(quantity) > variant.stock) throw new Refusal(`You can only add ${variant.stock} of ${product.title} to your cart.`);
  found.quantity = Number(quantity);
  cart.lines = cart.lines.filter((one) => one.quantity > 0);
}

/** `updates`: quantities by variant or key, or all in the order of the lines. A variant that isn't there yet is added. */
export function update(cart, updates) {
  const pairs = Array.isArray(updates) ? cart.lines.map(({ key }, i) => [key, updates[i]]) : Object.entries(updates);
  for (const [id, quantity] of pairs) {
    if (quantity === undefined) continue;
    if (find(cart, id)) change(cart, { id, quantity });
    else if (Number(quantity) > 0) add(cart, { id, quantity });
  }
}

const find = (cart, id) => cart.lines.find((one) => one.key === String(id) || one.id === Number(id));

export const count = (cart) => cart.lines.reduce((sum, { quantity }) => sum + quantity, 0);

export const total = (cart, market) => cart.lines.reduce((sum, line) => sum + lineJson(line, market).final_line_price, 0);

/** `cart.js` */
export function cartJson(cart, market) {
  const items = cart.lines.map((line) => lineJson(line, market));
  const sum = items.reduce((so, item) => so + item.final_line_price, 0);
  return {
    token: cart.token, note: cart.note, attributes: {}, original_total_price: sum, total_price: sum, total_discount: 0,
    total_weight: 200 * count(cart), item_count: count(cart), items, requires_shipping: items.length > 0, currency: market.currency,
    items_subtotal_price: sum, cart_level_discount_applications: [], discount_codes: [],
  };
}

export function lineJson({ key, id, quantity, properties }, market) {
  const { product, variant } = byVariant(id);
  const price = priceIn(market, variant.price);
  const variantTitle = isDefault(product) ? null : variant.title;
  return {
    id, properties: properties ?? {}, quantity, variant_id: id, key,
    title: variantTitle ? `${product.title} - ${variantTitle}` : product.title,
    price, original_price: price, presentment_price: price / 100, discounted_price: price,
    line_price: price * quantity, original_line_price: price * quantity, total_discount: 0, discounts: [], sku: variant.sku,
    grams: 200, vendor: product.vendor, taxable: true, product_id: product.id, product_has_only_default_variant: isDefault(product),
    gift_card: false, final_price: price, final_line_price: price * quantity,
    url: `${market.root}products/${product.handle}?variant=${id}`,
    featured_image: { aspect_ratio: 1, alt: product.title, height: 800, url: imageOf(variant), width: 800 }, image: imageOf(variant),
    handle: product.handle, requires_shipping: true, product_type: product.type, product_title: product.title,
    product_description: `<p>${product.title}, from our own workshop.</p>`, variant_title: variantTitle, variant_options: [variant.title],
    options_with_values: [{ name: product.option, value: variant.title }], line_level_discount_allocations: [],
    line_level_total_discount: 0, quantity_rule: { min: 1, max: null, increment: 1 }, has_components: false,
  };
}
