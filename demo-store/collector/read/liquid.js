// Braze's Liquid (seed 002): `{% shopping_cart %}`, `{% catalog_items %}`, `{% abort_message %}`, `{{context.${…}}}` and `{{${…}}}`. A template is anybody's
// program: rendering.js keeps it out of the process that stores events, and ends it.

import { Liquid, Tag } from 'liquidjs';
import { limits } from '../limits.js';

/** What a message that isn't to be sent says instead. */
class Abort extends Error {}

/** By which tags find carts; no template can name it. */
const CART_OF = Symbol('cartOf');

/** Up to its end tag. */
const RAW = /\{%-?\s*raw\s*-?%\}(?:(?!\{%-?\s*endraw\s*-?%\})[^])*/y;
/** A text, a name as Braze has it, or a character. */
const PIECE = /"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|(\.?)\$\{([^{}"'\\\n]+)\}|[^]/y;

/** Of a `{{` or `{%` what it becomes, and where it ends. As for liquidjs, a `}}` in a text ends nothing, and a `%}` does. @returns {[string, number]} */
function plainTag(template, begin) {
  const isOutput = template[begin + 1] === '{';
  const end = isOutput ? -1 : template.indexOf('%}', begin);
  const tag = end < 0 ? template : template.slice(0, end);
  let text = template.slice(begin, begin + 2);
  let at = begin + 2;
  for (; at < tag.length && !(isOutput && tag.startsWith('}}', at)); at = PIECE.lastIndex) {
    PIECE.lastIndex = at;
    const [piece, dot, name] = PIECE.exec(tag);
    text += name === undefined ? piece : `${dot === '.' ? '' : 'braze_attributes'}["${name.trim()}"]`;
  }
  return [text, at];
}

function plainRaw(template, begin) {
  RAW.lastIndex = begin;
  const [text] = RAW.exec(template) ?? [];
  return text && [text, begin + text.length];
}

/**
 * Braze names what has a `$` in its braces; liquidjs knows no such name. By itself it is an attribute of the user. What
 * stands outside of tags, in a text or in `raw` is nobody's name.
 */
function plain(template) {
  const opening = /\{[{%]/g;
  let text = '';
  let at = 0;
  for (let found; (found = opening.exec(template)); opening.lastIndex = at) {
    const [tag, end] = plainRaw(template, found.index) ?? plainTag(template, found.index);
    text += template.slice(at, found.index) + tag;
    at = end;
  }
  return text + template.slice(at);
}

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
    const cart = yield context.environments[CART_OF](id);
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

/** `{% abort_message('why') %}` */
class AbortMessage extends Tag {
  constructor(token, remaining, liquid) {
    super(token, remaining, liquid);
    const given = token.args.trim().replace(/^\(|\)$/g, '').trim();
    this.why = liquid.parse(/^(["']).*\1$/s.test(given) ? plain(given.slice(1, -1)) : '');
  }

  * render(context) {
    const why = String(yield this.liquid.renderer.renderTemplates(this.why, context)).trim().slice(0, limits.abortUnits);
    throw new Abort(why || 'the template says so, without a reason (abort_message)');
  }
}

// No other templates: `include` would read this machine's files.
const liquid = new Liquid({ ownPropertyOnly: true, templates: {}, parseLimit: limits.templateUnits, renderLimit: limits.templateMs, memoryLimit: limits.templateMemory });
liquid.registerTag('shopping_cart', ShoppingCart);
liquid.registerTag('catalog_items', CatalogItems);
liquid.registerTag('abort_message', AbortMessage);

const causeOf = (error) => (error.originalError ? causeOf(error.originalError) : error);

/**
 * @param {string} template
 * @param {{ event: object, attributes: object }} context what the event of a message says, and of the user Braze's default attributes
 * @param {(id: string) => Promise<object | null>} cartOf
 * @returns {Promise<{ text?: string, aborted?: string, error?: string }>} aborted: why no message is to be sent; error: what is
 *   wrong with the template, and where
 */
export async function render(template, { event, attributes }, cartOf) {
  try {
    // The older word is the same.
    const scope = { context: event, context_properties: event, braze_attributes: attributes, [CART_OF]: cartOf };
    const text = await liquid.parseAndRender(plain(template), scope);
    // Put together of parts it takes no room yet, and half a gigabyte once it is handed over.
    return text.length > limits.messageUnits ? { error: `The message has ${text.length} characters; expected ${limits.messageUnits} at most.` } : { text };
  } catch (error) {
    const cause = causeOf(error);
    return cause instanceof Abort ? { aborted: cause.message } : { error: error.message };
  }
}
