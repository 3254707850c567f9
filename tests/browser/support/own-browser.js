// A browser of the test's own, with its profile on disk: it can be killed and started again.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { expectBalance } from './books.js';
import { chromiumOptions } from './chromium.js';
import { expect } from './expect.js';

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
      const closed = new Promise((resolve) => { context.once('close', resolve); });
      for (const pid of processesOf(folder)) killGroup(pid);
      await closed;
      open.delete(context);
      await expect.poll(() => processesOf(folder)).toEqual([]);
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

/** The ids of the browser processes that run on this profile. */
function processesOf(folder) {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((pid) => {
    const words = commandOf(pid);
    return words.includes(`--user-data-dir=${folder}`);
  });
}

function commandOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return []; // it has ended meanwhile
  }
}

// Playwright starts the browser as the leader of a process group of its own. Helpers that carry the
// same flag are no leaders: they are killed one by one.
function killGroup(pid) {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
}
