// Braze's Liquid (seed 002): `{% shopping_cart %}`, `{% catalog_items %}` and `{{context.${…}}}`. A template is anybody's
// program: rendering.js keeps it out of the process that stores events, and ends it.

import { Liquid, Tag } from 'liquidjs';
import { limits } from '../limits.js';

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
    // Longer than any: there is none of it either.
    const id = String(yield this.liquid.renderer.renderTemplates(this.id, context)).trim().slice(0, limits.textColumnCharacters + 1);
    const cart = yield context.environments.cartOf(id);
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

// No other templates: `include` would read this machine's files.
const liquid = new Liquid({ ownPropertyOnly: true, templates: {}, parseLimit: limits.templateUnits, renderLimit: limits.templateMs, memoryLimit: limits.templateMemory });
liquid.registerTag('shopping_cart', ShoppingCart);
liquid.registerTag('catalog_items', CatalogItems);

const causeOf = (error) => (error.originalError ? causeOf(error.originalError) : error);

/**
 * @param {string} template
 * @param {object} context what the event of a message says
 * @param {(id: string) => Promise<object | null>} cartOf
 * @returns {Promise<{ text?: string, aborted?: string, error?: string }>} aborted: why no message is to be sent; error: what is
 *   wrong with the template, and where
 */
export async function render(template, context, cartOf) {
  try {
    const text = await liquid.parseAndRender(plain(template), { context, cartOf });
    // Put together of parts it takes no room yet, and half a gigabyte once it is handed over.
    return text.length > limits.messageUnits ? { error: `The message has ${text.length} characters; expected ${limits.messageUnits} at most.` } : { text };
  } catch (error) {
    const cause = causeOf(error);
    return cause instanceof Abort ? { aborted: cause.message } : { error: error.message };
  }
}
