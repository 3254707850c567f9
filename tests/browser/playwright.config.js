// The browser suite: the SDK, the demo shop, the collector and the inspector together, in Debian's
// Chromium. Every test starts the servers that it needs (support/fixtures.js) on loopback.

import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './support/chromium.js';

export default defineConfig({
  testDir: '.',
  outputDir: fileURLToPath(new URL('../../build/tests/browser/', import.meta.url)),
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Generous: the machine may be busy, and a wait for a lease to run out takes 15 s by itself.
  timeout: 90_000,
  expect: { timeout: 30_000 },
  use: {
    browserName: 'chromium',
    launchOptions: chromiumOptions,
    testIdAttribute: 'data-test',
    actionTimeout: 15_000,
    navigationTimeout: 20_000,
  },
});
