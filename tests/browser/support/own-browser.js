// A browser of the test's own, with its profile on disk: it can be killed and started again.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { expectBalance } from './books.js';
import { chromiumOptions } from './chromium.js';
import { killBrowser } from './processes.js';

/** @param {object} [preferences] settings as Chromium keeps them, by their names in its file */
export function createProfile(preferences) {
  const folder = mkdtempSync(join(tmpdir(), 'kago-profile-'));
  if (preferences) writePreferences(folder, preferences);
  const open = new Set();
  return {
    async launch(options = {}) {
      const context = await chromium.launchPersistentContext(folder, { ...chromiumOptions, ...options });
      open.add(context);
      return context;
    },
    /** `kill -9` for every process of the browser, without a word to any of them. */
    async kill(context) {
      await killBrowser(context, folder);
      open.delete(context);
    },
    async close() {
      try {
        for (const context of open) await expectBalance(context);
      } finally {
        for (const context of open) await context.close();
        rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      }
    },
  };
}

function writePreferences(folder, preferences) {
  mkdirSync(join(folder, 'Default'));
  writeFileSync(join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
}
