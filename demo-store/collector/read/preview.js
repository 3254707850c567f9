// POST /v1/preview: a message as a marketer writes it for Braze (seed 002), rendered for a real cart (liquid.js). Sends
// nothing.

import { ClientError } from '../errors.js';
import { requireReader } from '../access/require-reader.js';
import { isFlat } from '../ingest/envelope.js';
import { limits } from '../limits.js';
import { mayReadContacts } from '../store/contacts.js';
import { createRendering } from './rendering.js';
import { baseOf } from './request.js';
import { told } from '../openapi/told.js';

const body = {
  type: 'object',
  additionalProperties: false,
  required: ['template', 'cart_id'],
  properties: { template: { type: 'string', maxLength: limits.templateUnits }, cart_id: { type: 'string', minLength: 1 }, context: { type: 'object' } },
};

/** Braze's default attributes of a user, as far as shops say them. */
const attributesOf = ({ userId, contact }) => ({ user_id: userId, email_address: contact.email, first_name: contact.first_name, last_name: contact.last_name, phone_number: contact.phone });

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {{ cartOf: ReturnType<import('../store/kept-cart.js').createKeptCart>, ownerOf: ReturnType<import('../store/contacts.js').createCartOwner>, access: object,
 *   links: ReturnType<import('../recover/links.js').createLinks>, publicUrl?: string }} parts
 */
export function addPreviewRoute(app, { cartOf: keptCart, ownerOf, access, links, publicUrl }) {
  const rendering = createRendering();
  app.addHook('onClose', () => rendering.close());

  app.register(async (routes) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('application/json', { parseAs: 'string' }, routes.getDefaultJsonParser('error', 'error'));
    routes.post('/v1/preview', { schema: { ...told.preview, body }, onRequest: requireReader(access, 'read_carts') }, async (request) => {
      const { body: { template, cart_id, context }, reader } = request;
      const { shop } = reader;
      if (!isFlat(context)) throw new ClientError(400, 'invalid_body', 'Member "context" is nested too deeply.');
      const cartOf = (id) => {
        const cart = keptCart(shop, id);
        return cart && { ...cart, recovery_url: links.of({ shop, cartId: id, checkoutId: cart.checkout_id }, baseOf(request, publicUrl)) };
      };
      const cart = cartOf(cart_id);
      const event = cart && { cart_id, checkout_id: cart.checkout_id, currency: cart.currency, total_value: cart.total_value, source: cart.source, products: cart.products, metadata: cart.metadata };
      const attributes = { ...(cart && mayReadContacts(reader) && attributesOf(ownerOf(shop, cart_id))), ...context };
      const { text = null, aborted = null, error } = await rendering.render(template, { event: { ...event, cart_id, ...context }, attributes }, cartOf);
      if (error !== undefined) throw new ClientError(400, 'invalid_template', error);
      return { text, aborted };
    });
  });
}
