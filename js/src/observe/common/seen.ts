// What a platform says, and where: what observers and pixels hand over, as a line of core/input.h has it.

import type { encode } from '../../engine/encode';

/** In a cart that a shop hands over as it stands: whose it is, and what they have typed in. */
const OF_PERSON = /buyer|customer|address|mail|phone|note|message|attribut|propert|option|deliver|_data|sender|recipient|extension/i;

/** What opens an order or a cart: a call may be written down before the core has seen it. */
const SECRETS = /([?&](key|token|email|cart)=)[^&#"\\]*/gi;

/** What a platform says. Half a surrogate pair (a title that was cut) mustn't cost the whole. `isWhole`: nothing was picked. */
export function encodeSeen(write: typeof encode, value: unknown, isWhole?: boolean): string {
  return write(value, (name, part: any) => {
    if (isWhole && OF_PERSON.test(name)) return undefined;
    return typeof part === 'string' ? (part as any).toWellFormed?.() ?? part : part;
  }).replace(SECRETS, '$1');
}

/** Somebody else may have made the link, and with each the whole of `seen` is looked through. */
const PARAMETERS_MAX = 100;

/**
 * A page's address with the parameters that the core reads (core/platform/mapping.h), that the shop has listed, or that
 * `seen` names itself: a page's own data tells its variants apart by address. Others may be secrets.
 */
export function addressOf(page: string, listed: string[] = [], seen = ''): string {
  const [, base, query = ''] = /^([^?#]*)\??([^#]*)/.exec(page)!;
  const kept = query.split('&', PARAMETERS_MAX).filter((parameter) => {
    const name = parameter.split('=')[0];
    const isListed = (one: string) => one === name || (one.endsWith('*') && name.startsWith(one.slice(0, -1)));
    return ['variant', 'attribute_*', ...listed].some(isListed) || (name !== parameter && seen.includes(parameter));
  });
  return kept.length > 0 ? `${base}?${kept.join('&')}` : base;
}
