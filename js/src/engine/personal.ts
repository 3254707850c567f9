// What of a shop's own calls is not even written down: personal members, and what may be a secret of the page.

import { PERSONAL } from '../generated/personal';
import type { Replace } from './encode';

/** What may be a secret in a product's address that the shop passes, which may be the page's own as it stands. A path behind `#` is a route. */
const PAGE_SECRETS = /#(?!!?\/)[^]*|([?&]([\w-]*(?:token|key|mail|password)|code|auth|sid|session|phone)=)[^&#]*/gi;

/** Over all calls of a page. Some shops have names that are ids. */
const NAMES_MAX = 1_000;

/**
 * For calls that may be stored before the core sees them: personal members lose their values, but for names that the
 * shop has listed, and so do the keys of carts; the core warns of each by its name. And a product's addresses lose what
 * may be a secret of the page: shops pass `location.href`.
 */
export function withoutPersonal(personal: string[] = [], parameters: string[] = []): Replace {
  const rules = new Map<string, (value: unknown) => unknown>();

  const inTexts = (pattern: RegExp, by: any) => (value: unknown) => (typeof value === 'string' ? value.replace(pattern, by) : value);

  function ruleOf(name: string): (value: unknown) => unknown {
    if (isPersonal(name, personal)) return (value) => (value === null || typeof value === 'boolean' || value === undefined ? value : '…');
    if (/^(cart_id|token)$/.test(name)) return inTexts(/\?[^]+/, '?…');
    // A link of another name is there to be sent: one that brings a checkout back needs its key.
    if (!/^(product|image)_url$/.test(name)) return (value) => value;
    // A picture may be shown for its parameters only.
    const stays = (parameter?: string) => parameter && (name === 'image_url' || parameters.includes(parameter));
    return inTexts(PAGE_SECRETS, (all: string, start = '', parameter?: string) => (stays(parameter) ? all : start));
  }

  return (name, value) => {
    if (rules.size > NAMES_MAX) rules.clear();
    const rule = rules.get(name) ?? ruleOf(name);
    rules.set(name, rule);
    return rule(value);
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
