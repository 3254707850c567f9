// The browser suite: the SDK, the demo shop, the collector and the inspector together, in Debian's
// Chromium. Every test starts the servers that it needs (support/fixtures.js) on loopback.

import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './support/chromium.js';

export default defineConfig({
  testDir: '.',
  outputDir: fileURLToPath(new URL('../../build/tests/browser/', import.meta.url)),
  fullyParallel: true,
  // Most tests wait most of the time; with more of them at once, a page that is left has no processor to end on.
  workers: availableParallelism(),
  retries: 0,
  // These end what hangs. A busy machine makes a test slow, and must not make it fail.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  use: {
    browserName: 'chromium',
    launchOptions: chromiumOptions,
    testIdAttribute: 'data-test',
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
  },
});
