// POST /v1/preview: a message as a marketer writes it for Braze (seed 002), rendered for a real cart: Liquid with
// `{% shopping_cart %}`, `{% catalog_items %}` and `{{context.${…}}}`. Sends nothing.

import { Liquid, Tag } from 'liquidjs';

import { ClientError } from '../errors.js';
import { requireReader } from '../access/require-reader.js';
import { baseOf } from './request.js';
import { told } from '../openapi/told.js';

const TEMPLATE_UNITS_MAX = 100_000;
// A template may loop over itself.
const LIMITS = { parseLimit: TEMPLATE_UNITS_MAX, renderLimit: 1_000, memoryLimit: 10_000_000 };

/** What a message that isn't to be sent says instead. */
class Abort extends Error {}

/** Braze names what has a `$` in its braces; liquidjs knows no such name. `context_properties` is the older word. */
const plain = (template) => template.replace(/\.\$\{\s*([\w.-]+)\s*\}/g, '["$1"]').replace(/\bcontext_properties\b/g, 'context');

/** `{% shopping_cart {{context.${cart_id}}} :abort_if_not_abandoned false %}` */
class ShoppingCart extends Tag {
  constructor(token, remaining, liquid) {
    super(token, remaining, liquid);
    const [, id, abort] = /^\s*(.*?)\s*(?::abort_if_not_abandoned\s+(true|false)\s*)?$/s.exec(token.args);
    this.id = liquid.parse(/^\{\{.*\}\}$/s.test(id) ? id : `{{ ${id} }}`);
    this.aborts = abort !== 'false';
  }

  * render(context) {
    const id = String(yield this.liquid.renderer.renderTemplates(this.id, context)).trim();
    const cart = context.environments.cartOf(id);
    if (!cart) throw new Abort(`there is no cart "${id}"`);
    if (this.aborts && cart.status === 'ended') throw new Abort(`the cart "${id}" is not abandoned: it was ordered or emptied`);
    context.scopes[0].shopping_cart = cart;
  }
}

/** `{% catalog_items <catalog> {{item.variant_id}} %}`: of the cart's own lines, since the catalogue is Braze's. */
class CatalogItems extends Tag {
  constructor(token, remaining, liquid) {
    super(token, remaining, liquid);
    const [, , ids = ''] = /^\s*(\S+)\s*(.*)$/s.exec(token.args) ?? [];
    this.ids = liquid.parse(ids);
  }

  * render(context) {
    const ids = String(yield this.liquid.renderer.renderTemplates(this.ids, context)).split(/[\s,]+/).filter(Boolean);
    const lines = context.scopes[0].shopping_cart?.products ?? [];
    context.scopes[0].items = ids.map((id) => lines.find(({ variant_id, product_id }) => variant_id === id || product_id === id)).filter(Boolean)
      .map((line) => ({ ...line, id: line.variant_id, name: line.product_name, title: line.product_name, image: line.image_url, url: line.product_url }));
  }
}

function engine() {
  // No other templates: `include` would read this machine's files.
  const liquid = new Liquid({ ownPropertyOnly: true, templates: {}, ...LIMITS });
  liquid.registerTag('shopping_cart', ShoppingCart);
  liquid.registerTag('catalog_items', CatalogItems);
  return liquid;
}

const body = {
  type: 'object',
  additionalProperties: false,
  required: ['template', 'cart_id'],
  properties: { template: { type: 'string', maxLength: TEMPLATE_UNITS_MAX }, cart_id: { type: 'string', minLength: 1 }, context: { type: 'object' } },
};

const causeOf = (error) => (error.originalError ? causeOf(error.originalError) : error);

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {{ cartOf: ReturnType<import('../store/kept-cart.js').createKeptCart>, readerOf: Function,
 *   links: ReturnType<import('../recover/links.js').createLinks>, publicUrl?: string }} parts
 */
export function addPreviewRoute(app, { cartOf: keptCart, readerOf, links, publicUrl }) {
  const liquid = engine();

  app.register(async (routes) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('application/json', { parseAs: 'string' }, routes.getDefaultJsonParser('error', 'error'));
    routes.post('/v1/preview', { schema: { ...told.preview, body }, onRequest: requireReader(readerOf, 'read_carts') }, async (request) => {
      const { body: { template, cart_id, context }, reader: { shop } } = request;
      const cartOf = (id) => {
        const cart = keptCart(shop, id);
        return cart && { ...cart, recovery_url: links.of({ shop, cartId: id, checkoutId: cart.checkout_id }, baseOf(request, publicUrl)) };
      };
      const cart = cartOf(cart_id);
      const event = cart && { cart_id, checkout_id: cart.checkout_id, currency: cart.currency, total_value: cart.total_value, source: cart.source, products: cart.products, metadata: cart.metadata };
      try {
        return { text: await liquid.parseAndRender(plain(template), { context: { ...event, cart_id, ...context }, cartOf }), aborted: null };
      } catch (error) {
        const cause = causeOf(error);
        if (cause instanceof Abort) return { text: null, aborted: cause.message };
        throw new ClientError(400, 'invalid_template', error.message);
      }
    });
  });
}
