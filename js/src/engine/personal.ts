// What of a shop's own calls is not even written down: personal members, and what may be a secret of the page.

import { PERSONAL } from '../generated/personal';
import type { Replace } from './encode';

/** What may be a secret in a product's address that the shop passes, which may be the page's own as it stands. A path behind `#` is a route. */
const PAGE_SECRETS = /#(?!!?\/)[^]*|([?&]([\w-]*(?:token|key|mail|password)|code|auth|sid|session|phone)=)[^&#]*/gi;

/**
 * For a call that may be stored before the core sees it: personal members lose their values, but for names that the
 * shop has listed, and so do the keys of carts; the core warns of each by its name. And a product's addresses lose what
 * may be a secret of the page: shops pass `location.href`.
 */
export function withoutPersonal(personal: string[] = [], parameters: string[] = []): Replace {
  const known = new Map<string, boolean>();
  return (name, value) => {
    if (value === null || typeof value === 'boolean' || value === undefined) return value;
    if (!known.has(name)) known.set(name, isPersonal(name, personal));
    if (known.get(name)) return '…';
    if (typeof value !== 'string') return value;
    if (/^(cart_id|token)$/.test(name)) return value.replace(/\?[^]+/, '?…');
    // A link of another name is there to be sent: one that brings a checkout back needs its key.
    if (!/^(product|image)_url$/.test(name)) return value;
    // A picture may be shown for its parameters only.
    const stays = (parameter: string) => parameter && (name === 'image_url' || parameters.includes(parameter));
    return value.replace(PAGE_SECRETS, (all, start = '', parameter) => (stays(parameter) ? all : start));
  };
}

/** By the last words of a name, as core/event/personal.h says. */
function isPersonal(name: string, kept: string[]): boolean {
  const words = wordsOf(name);
  return words.some((_, at) => NAMES.has(words.slice(at).join(''))) && !kept.some((one) => wordsOf(one).join('') === words.join(''));
}

/** More words than a personal name has letters. */
const WORDS_MAX = 20;

const NAMES = new Set(PERSONAL.split(' '));
const wordsOf = (name: string) => name.replace(/([a-z])(?=[A-Z])/g, '$1 ').toLowerCase().split(/[^a-z]+/).slice(-WORDS_MAX);
