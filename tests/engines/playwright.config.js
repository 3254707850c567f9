// The suite `engines`: one table of behaviours, each in Debian's Chromium, Firefox and WebKit. An engine is a project; its
// rows take turns in one process, on its one browser.

import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { engines } from './drivers/index.js';

export default defineConfig({
  testDir: '.',
  outputDir: fileURLToPath(new URL('../../build/tests/engines/', import.meta.url)),
  workers: Math.min(availableParallelism(), 2),
  retries: 0,
  // These end what hangs. A busy machine makes a row slow, and must not make it fail.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  projects: Object.keys(engines).map((engine) => ({ name: engine, use: { engine } })),
});
