// The pages that people read: which there are, and what stands in them.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import GithubSlugger from 'github-slugger';
import { lexer, walkTokens } from 'marked';

export const root = fileURLToPath(new URL('../../..', import.meta.url));

const AT_ROOT = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];

/** Paths from the root, with `/` between. */
function pathsOfPages() {
  const under = (folder, isPage) => readdirSync(join(root, folder), { recursive: true })
    .filter((path) => isPage(path) && !path.includes('node_modules/'))
    .map((path) => `${folder}/${path}`);
  const isReadme = (path) => /(^|\/)README\.md$/.test(path);
  return [...AT_ROOT, ...under('docs', (path) => path.endsWith('.md')).sort(), ...under('js', isReadme), ...under('demo-store', isReadme)];
}

const read = new Map();

/** `{ path, text, links, codes, blocks, anchors }`; `codes` are the words between backquotes. */
export function pageOf(path) {
  if (!read.has(path)) read.set(path, parse(path, readFileSync(join(root, path), 'utf8')));
  return read.get(path);
}

export function parse(path, text) {
  const page = { path, text, links: [], codes: [], blocks: [], anchors: new Set() };
  const slugger = new GithubSlugger();
  walkTokens(lexer(text), (token) => {
    if (token.type === 'heading') page.anchors.add(slugger.slug(textOf(token.tokens)));
    else if (token.type === 'link' || token.type === 'image') page.links.push(token.href);
    else if (token.type === 'codespan') page.codes.push(token.text);
    else if (token.type === 'code') page.blocks.push(blockOf(page, token));
  });
  return page;
}

/** A heading's link is made of what is shown, without the marks of code and emphasis. */
function textOf(tokens) {
  return tokens.map((token) => (token.tokens ? textOf(token.tokens) : token.text)).join('');
}

/** "js with kago cart": what it takes from the code around it. CONTRIBUTING.md, "Code in the docs". */
function blockOf({ path, blocks }, { lang, text }) {
  const [language, word, ...takes] = (lang ?? '').split(/\s+/);
  if (word !== undefined && word !== 'with') throw new Error(`${path}: a block is "${lang}"`);
  return { language, takes, text, name: `${path}, block ${blocks.length + 1}${language && `, ${language}`}` };
}

export const pages = pathsOfPages().map(pageOf);

export const isThere = (path) => existsSync(join(root, path));
