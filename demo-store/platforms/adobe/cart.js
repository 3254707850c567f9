// The shopper's quote on the server, and the two shapes in which Magento tells of it: the `cart` section
// of the customer data and the totals of the checkout.

import { byId } from './catalogue.js';

const round = (value) => Math.round(value * 100) / 100;
const SHIPPING = 4.9;

export class Quote {
  constructor({ currency }) {
    this.currency = currency;
    this.lines = [];
    this.nextLine = 40;
    this.shipping = 0;
  }

  /** Returns what Magento would say when it refuses. */
  add(form) {
    const product = byId(form.product);
    const variant = product?.variants?.find(({ values }) =>
      Object.entries(values).every(([attribute, value]) => form[`super_attribute[${attribute}]`] === value));
    if (!product || (product.variants && !variant)) return "You need to choose options for your item.";
    const sold = variant ?? product;
    const qty = Number(form.qty || 1);
    const line = this.lines.find(({ sku }) => sku === sold.sku);
    if ((line?.qty ?? 0) + qty > sold.stock) return 'The requested qty is not available';
    if (line) line.qty += qty;
    else this.lines.push({ id: String(this.nextLine++), product, sku: sold.sku, price: sold.price, stock: sold.stock, variant, qty });
    return undefined;
  }

  update(id, qty) {
    const line = this.lines.find((one) => one.id === id);
    if (!line) return "We can't find the quote item.";
    if (qty > line.stock) return 'The requested qty is not available';
    if (qty > 0) line.qty = qty;
    else this.lines = this.lines.filter((one) => one !== line);
    return undefined;
  }

  get subtotal() {
    return round(this.lines.reduce((sum, { price, qty }) => sum + price * qty, 0));
  }

  format(value) {
    const text = new Intl.NumberFormat('en', { style: 'currency', currency: this.currency }).format(value);
    return `<span class="price">${text}</span>`;
  }

  /** `/customer/section/load?sections=cart` */
  section(origin, dataId) {
    return {
      summary_count: this.lines.reduce((sum, { qty }) => sum + qty, 0),
      subtotalAmount: this.subtotal.toFixed(4),
      subtotal: this.format(this.subtotal),
      possible_onepage_checkout: true,
      items: [...this.lines].reverse().map((line) => this.item(line, origin)),
      extra_actions: '',
      isGuestCheckoutAllowed: true,
      website_id: '1',
      storeId: '1',
      subtotal_incl_tax: this.format(this.subtotal),
      subtotal_excl_tax: this.format(round(this.subtotal / 1.19)),
      data_id: dataId,
    };
  }

  item({ id, product, sku, price, qty, variant }, origin) {
    const label = product.attributes?.[0];
    const value = label?.options.find((option) => option.products.includes(variant?.id));
    return {
      product_type: variant ? 'configurable' : 'simple',
      options: variant ? [{ label: label.label, value: value.label, option_id: Number(label.id), option_value: value.id }] : [],
      qty,
      item_id: id,
      configure_url: `${origin}/checkout/cart/configure/id/${id}/product_id/${product.id}/`,
      is_visible_in_site_visibility: true,
      product_id: product.id,
      product_name: escaped(product.name),
      product_sku: sku,
      product_url: `${origin}/${product.slug}.html`,
      product_has_url: true,
      product_price: this.format(price),
      product_price_value: price,
      product_image: { src: origin + product.image, alt: product.name, width: 75, height: 75 },
      canApplyMsrp: false,
      message: '',
    };
  }

  ship() {
    this.shipping = SHIPPING;
  }

  /** Of the checkout's REST API. Prices have 19 % tax in them. */
  totals() {
    const total = round(this.subtotal + this.shipping);
    const tax = round(total - total / 1.19);
    const net = round(this.subtotal / 1.19);
    return {
      grand_total: round(total - tax),
      base_grand_total: round(total - tax),
      subtotal: net,
      discount_amount: 0,
      subtotal_with_discount: net,
      shipping_amount: round(this.shipping / 1.19),
      tax_amount: tax,
      subtotal_incl_tax: this.subtotal,
      shipping_incl_tax: this.shipping,
      base_currency_code: this.currency,
      quote_currency_code: this.currency,
      items: this.lines.map(({ id, price, qty, product }) => ({ item_id: Number(id), price, qty, name: product.name })),
      total_segments: [
        { code: 'subtotal', title: 'Subtotal', value: this.subtotal },
        { code: 'shipping', title: 'Shipping & Handling (Flat Rate - Fixed)', value: this.shipping },
        { code: 'tax', title: 'Tax', value: tax, area: 'taxes' },
        { code: 'grand_total', title: 'Grand Total', value: total, area: 'footer' },
      ],
    };
  }
}

const escaped = (text) => text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#039;' })[c]);
