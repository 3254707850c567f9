// What a row can ask for by name: the servers of the browser suite, and browsers of its engine.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { servers } from '../../browser/support/servers.js';
import { engines } from '../drivers/index.js';
import { startNotes } from './notes.js';

async function withFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), 'kago-engine-'));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export const test = base.extend({
  ...servers,

  /** Of the project: the engine's name. */
  engine: ['chromium', { option: true, scope: 'worker' }],

  /** The engine's browser that the rows share. Each row has a site of its own, and so an origin without a past. */
  engineBrowser: [({ engine }, use) => withFolder(async (folder) => {
    const browser = await engines[engine].launch(folder);
    await use(browser);
    await browser.end();
  }), { scope: 'worker', timeout: 60_000 }],

  /** Launches a browser for this row alone, one after the other on one profile: `launchOwn('launchToKill')`. */
  launchOwn: ({ engine }, use) => withFolder(async (folder) => {
    const open = [];
    await use(async (how) => {
      const browser = await engines[engine][how](folder);
      open.push(browser);
      return { ...browser, kill: () => { open.splice(open.indexOf(browser), 1); return browser.kill(); } };
    });
    for (const browser of open) await browser.end();
  }),

  /** What pages tell the test without being asked. */
  notes: async ({}, use) => {
    const notes = await startNotes();
    await use(notes);
    await notes.close();
  },
});
