// The words of the test run: one line per suite, the tables, the closing line.

/** The line under a suite: `core: 12 passed, 0 failed (3.1 s)` and its problems. */
export function lineOf(result) {
  const line = `${result.name}: ${countText(result)} (${result.seconds.toFixed(1)} s)`;
  return [line, ...result.problems.map((problem) => `  ${result.name}: ${problem}`)].join('\n');
}

export function suiteTable(results) {
  const rows = results.map(({ name, passed, failed, skipped, seconds }) => [name, passed, failed, skipped, seconds.toFixed(1)]);
  return table(['suite', 'passed', 'failed', 'skipped', 'seconds'], rows);
}

/** What each spec took, the longest first; '' where no suite tells. */
export function specTable(results) {
  const specs = results.flatMap((result) => result.specs ?? []).sort((a, b) => b.seconds - a.seconds);
  if (specs.length === 0) return '';
  // Specs run side by side: their sum is more than the suite took.
  const rows = specs.map(({ file, tests, seconds, longest }) => [file, tests, seconds.toFixed(1), longest.toFixed(1)]);
  return table(['spec', 'tests', 'seconds', 'longest'], rows);
}

function table(head, rows) {
  const width = Math.max(...[head, ...rows].map(([name]) => name.length)) + 2;
  const line = ([name, ...cells]) => name.padEnd(width) + cells.map((cell) => String(cell).padStart(9)).join('');
  return [head, ...rows].map(line).join('\n');
}

const TAIL_LINES = 60;

/** What the failed suites said last, once more: who reads the log of a machine far away often has its end only. */
export function failedTails(results) {
  return results.filter(({ failed }) => failed > 0).map(({ name, output, problems }) => {
    const tail = output.trimEnd().split('\n').slice(-TAIL_LINES);
    return [`${name} failed:`, ...tail, ...problems].join('\n');
  }).join('\n\n');
}

/** The last line of the run: `N passed, N failed`, and the skipped if there are. */
export function closingLine(results) {
  const sum = (key) => results.reduce((count, result) => count + result[key], 0);
  return countText({ passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') });
}

function countText({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
