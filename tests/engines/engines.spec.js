// The table of behaviours × engines. An engine that can't do what a row is about is named in the row with the reason, and
// is skipped: that is no pass.

import { behaviours } from './behaviours/index.js';
import { test } from './support/fixtures.js';

for (const { name, cannot = {}, run } of behaviours) {
  test(name, async ({ engine, engineBrowser, launchOwn, notes, site, collector, standIn }) => {
    test.skip(engine in cannot, cannot[engine]);
    await run({ engine, engineBrowser, launchOwn, notes, site, collector, standIn });
  });
}
