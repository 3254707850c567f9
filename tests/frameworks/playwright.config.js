// The suite `frameworks`: shops on large frameworks, installed, built and served by these, with the packed package.

import { fileURLToPath } from 'node:url';
import config from '../browser/playwright.config.js';

export default {
  ...config,
  testDir: '.',
  outputDir: fileURLToPath(new URL('../../build/tests/frameworks/', import.meta.url)),
  // An install that has to fetch all of Next, and its build on a busy machine.
  timeout: 1_200_000,
};
