// POST /v1/preview: a message as a marketer writes it for Braze (seed 002), rendered for a real cart (liquid.js). Sends
// nothing.

import { ClientError } from '../errors.js';
import { requireReader } from '../access/require-reader.js';
import { isFlat } from '../ingest/envelope.js';
import { limits } from '../limits.js';
import { createRendering } from './rendering.js';
import { baseOf } from './request.js';
import { told } from '../openapi/told.js';

const body = {
  type: 'object',
  additionalProperties: false,
  required: ['template', 'cart_id'],
  properties: { template: { type: 'string', maxLength: limits.templateUnits }, cart_id: { type: 'string', minLength: 1 }, context: { type: 'object' } },
};

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {{ cartOf: ReturnType<import('../store/kept-cart.js').createKeptCart>, access: object,
 *   links: ReturnType<import('../recover/links.js').createLinks>, publicUrl?: string }} parts
 */
export function addPreviewRoute(app, { cartOf: keptCart, access, links, publicUrl }) {
  const rendering = createRendering();
  app.addHook('onClose', () => rendering.close());

  app.register(async (routes) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('application/json', { parseAs: 'string' }, routes.getDefaultJsonParser('error', 'error'));
    routes.post('/v1/preview', { schema: { ...told.preview, body }, onRequest: requireReader(access, 'read_carts') }, async (request) => {
      const { body: { template, cart_id, context }, reader: { shop } } = request;
      if (!isFlat(context)) throw new ClientError(400, 'invalid_body', 'Member "context" is nested too deeply.');
      const cartOf = (id) => {
        const cart = keptCart(shop, id);
        return cart && { ...cart, recovery_url: links.of({ shop, cartId: id, checkoutId: cart.checkout_id }, baseOf(request, publicUrl)) };
      };
      const cart = cartOf(cart_id);
      const event = cart && { cart_id, checkout_id: cart.checkout_id, currency: cart.currency, total_value: cart.total_value, source: cart.source, products: cart.products, metadata: cart.metadata };
      const { text = null, aborted = null, error } = await rendering.render(template, { ...event, cart_id, ...context }, cartOf);
      if (error !== undefined) throw new ClientError(400, 'invalid_template', error);
      return { text, aborted };
    });
  });
}
