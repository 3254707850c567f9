// The words of the test run: one line per suite, the table, the closing line.

/** The line under a suite: `core: 12 passed, 0 failed (3.1 s)` and its problems. */
export function lineOf(result) {
  const line = `${result.name}: ${countText(result)} (${result.seconds.toFixed(1)} s)`;
  return [line, ...result.problems.map((problem) => `  ${result.name}: ${problem}`)].join('\n');
}

export function printTable(results) {
  const width = Math.max(...results.map(({ name }) => name.length), 'suite'.length) + 2;
  const row = (name, cells) =>
    name.padEnd(width) + cells.map((cell) => String(cell).padStart(9)).join('');
  console.log(`\n${row('suite', ['passed', 'failed', 'skipped', 'seconds'])}`);
  for (const { name, passed, failed, skipped, seconds } of results) {
    console.log(row(name, [passed, failed, skipped, seconds.toFixed(1)]));
  }
  console.log();
}

/** The last line of the run: `N passed, N failed`, and the skipped if there are. */
export function closingLine(results) {
  const sum = (key) => results.reduce((count, result) => count + result[key], 0);
  return countText({ passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') });
}

function countText({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
