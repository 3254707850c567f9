// What a shop may write, asked of the sources: which options and attributes there are and what is right for
// each, which calls the API has, and which marks are looked for in a shop's HTML.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { createKago } from 'kago';
import { root } from './pages.js';

const source = (path) => join(root, 'js/src', path);

/** As in kago.js, where all options are text. */
async function load() {
  const { outputFiles: [{ text }] } = await build({
    stdin: {
      contents: "export { optionsOf, readOptions } from './api/options'; export { isSource, namesOf } from './observe/names'; export { HTML_ADD, HTML_CART } from './generated/selections';",
      resolveDir: source('.'),
      loader: 'ts',
    },
    bundle: true, format: 'esm', write: false, logLevel: 'error',
    define: { __TAG__: 'true', __VERSION__: '""', 'location.href': '"https://shop.example/"' },
  });
  return import(`data:text/javascript,${encodeURIComponent(text)}`);
}

const { optionsOf, readOptions, isSource, namesOf, HTML_ADD, HTML_CART } = await load();

/** The options by their names in code. */
export const OPTIONS = namesReadBy(optionsOf);

function namesReadBy(read) {
  const names = [];
  read(new Proxy({}, { get: (_, name) => void names.push(name) }));
  return names;
}

/** `data-write-key` is `writeKey`. */
const inCode = (attribute) => attribute.replace(/^data-/, '').replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());

const PLATFORMS_BESIDE_SOURCES = ['auto', 'none'];

const isFilledIn = (value) => /{{.*}}/.test(value);

/**
 * What is wrong with the tag's attributes, `[name, value]` each. One that leaves some out, with a `…`, may lack what is
 * needed; what a template fills in is nobody's to judge here.
 */
export function faultsOfTag(attributes) {
  const data = attributes.filter(([name]) => name.startsWith('data-')).map(([name, value]) => [inCode(name), value]);
  const faults = data.filter(([name]) => !OPTIONS.includes(name)).map(([name]) => `no option is called ${name}`);
  const isShortened = attributes.some(([name]) => name === '…');
  readOptions(optionsOf(Object.fromEntries(data)), (name, value) => {
    if (!isFilledIn(value) && (value !== undefined || !isShortened)) faults.push(`${name} can't be ${value}`);
  });
  const { platform = '' } = Object.fromEntries(data);
  return [...faults, ...faultsOfPlatform(platform)];
}

export function faultsOfPlatform(platform) {
  return namesOf(platform).filter((name) => !isSource(name) && !PLATFORMS_BESIDE_SOURCES.includes(name)).map((name) => `no platform is called ${name}`);
}

// Parts and totals are members that the observer hands over; the others it names, with the prefix or in lists.
const observer = readFileSync(source('observe/html.ts'), 'utf8');
const named = Array.from(observer.matchAll(/'([a-z]+)'|data-kago-([a-z]+)/g), ([, word, mark]) => word ?? mark);
const marks = new Set([...named, ...Object.keys(HTML_ADD), ...Object.keys(HTML_CART)]);

export const isMark = (attribute) => marks.has(attribute.replace(/^data-kago-/, ''));

const api = createKago({ collector: 'https://collect.example/v1/events', writeKey: 'pk_shop' });

export const isCall = (name) => typeof api[name] === 'function';
