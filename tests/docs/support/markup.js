// Checks of HTML in the docs: Kago's tag and marks by name and value, scripts within it as scripts.

import { Liquid } from 'liquidjs';
import { faultsOfScript } from './script.js';
import { faultsOfTag, isMark } from './sdk.js';

const TAG = /<([a-z][\w-]*)((?:\s+[^\s=<>"]+(?:="[^"]*")?)*)\s*\/?>/gi;
const ATTRIBUTE = /([^\s=<>"]+)(?:="([^"]*)")?/g;
const SCRIPT = /<script([^>]*)>([^]*?)<\/script>/gi;
/** Its text is JSON. */
const OF_JSON = /type="(importmap|application\/(ld\+)?json)"/;

const attributesIn = (text) => Array.from(text.matchAll(ATTRIBUTE), ([, name, value = '']) => [name, value]);

const tagsIn = (text) => Array.from(text.matchAll(TAG), ([, , attributes]) => attributesIn(attributes));
const isKagos = (attributes) => attributes.some(([name, value]) => name === 'src' && /(^|\/)kago(-standalone)?\.js$/.test(value));

/** Kago's own tags in a text, as `[name, value]` of each attribute. */
export const kagosTagsIn = (text) => tagsIn(text).filter(isKagos);

/** What is wrong with the tags of a text, whatever else it holds: a template's language, PHP. */
export function faultsOfTags(text) {
  return tagsIn(text).flatMap((attributes) => {
    const marks = attributes.map(([name]) => name).filter((name) => name.startsWith('data-kago-'));
    const unknown = marks.filter((name) => !isMark(name)).map((name) => `no mark is called ${name}`);
    return isKagos(attributes) ? [...faultsOfTag(attributes), ...unknown] : unknown;
  });
}

export async function faultsOfMarkup(text) {
  const scripts = await Promise.all(Array.from(text.matchAll(SCRIPT), ([, attributes, script]) => faultsOfInline(attributes, script)));
  return [...faultsOfTags(text), ...scripts.flat()];
}

async function faultsOfInline(attributes, script) {
  return OF_JSON.test(attributes) ? faultsOfJson(script) : faultsOfScript(script, 'js');
}

export async function faultsOfLiquid(text) {
  try {
    new Liquid().parse(text);
  } catch (error) {
    return [`doesn't parse: ${error.message}`];
  }
  return faultsOfMarkup(text);
}

export function faultsOfJson(text) {
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    return [`doesn't parse: ${error.message}`];
  }
}
