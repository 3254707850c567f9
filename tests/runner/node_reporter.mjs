// A reporter for `node --test` that counts leaf tests and writes one line of
// JSON. Groups aren't tests, so a group counts only when it failed by itself (a
// hook, its own assertion) or was skipped before its tests were known.
//
// Node reports a file that registered no test as one passed test named like the
// file, also when process.exit(0) cut the file short: here that is a failure.

import { resolve } from 'node:path';

export default async function* countLeafTests(events) {
  const counts = { passed: 0, failed: 0, skipped: 0, problems: [] };
  const children = childTracker();
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    // `skip: 'reason'` arrives as the reason, `skip: true` as true.
    const isSkipped = [data.skip, data.todo].some((mark) => mark !== undefined && mark !== false);
    const outcome = isSkipped ? 'skipped' : type === 'test:fail' ? 'failed' : 'passed';
    add(counts, outcome, data, children.close(data, outcome === 'failed'));
  }
  yield `${JSON.stringify(counts)}\n`;
}

function add(counts, outcome, data, { hasChildren, childFailed }) {
  const isFile = data.nesting === 0 && resolve(data.name) === data.file;
  const isGroup = hasChildren || data.details?.type === 'suite';
  if (outcome === 'skipped') counts.skipped += hasChildren ? 0 : 1;
  else if (outcome === 'failed') counts.failed += childFailed ? 0 : 1;
  else if (isFile) addEmptyFile(counts, data.name);
  else if (!isGroup) counts.passed += 1;
}

function addEmptyFile(counts, name) {
  counts.failed += 1;
  counts.problems.push(`ran no test, or ended in the middle: ${name}`);
}

// Results come child before parent: remembers, per depth, whether results came in
// since the last parent at the depth above was closed.
function childTracker() {
  const open = [];
  return {
    close({ nesting }, failed) {
      const below = open[nesting + 1];
      open.length = nesting + 1;
      open[nesting] = { failed: failed || (open[nesting]?.failed ?? false) };
      return { hasChildren: below !== undefined, childFailed: below?.failed ?? false };
    },
  };
}
