// Which check is whose: from a block's language to a function from its text to what is wrong with it.

import { faultsOfJson, faultsOfLiquid, faultsOfMarkup, faultsOfTags } from './markup.js';
import { faultsOfScript } from './script.js';
import { faultsOfShell } from './shell.js';

const script = (loader) => (text) => faultsOfScript(text, loader);

export const CHECKS = {
  html: faultsOfMarkup,
  js: script('jsx'),
  json: faultsOfJson,
  jsx: script('jsx'),
  liquid: faultsOfLiquid,
  sh: faultsOfShell,
  ts: script('ts'),
  tsx: script('tsx'),
};

/** Nobody here reads PHP; the tag within it is a tag. */
export const IN_PART = { php: faultsOfTags };
