// Prints the table of behaviours × engines, and below it why an engine can't do what a row is about. A dash says that the
// row wasn't asked for.

const WORDS = { expected: 'ok', unexpected: 'FAILED', flaky: 'FAILED' };

/** Every line begins so: `npm test` shows those of a suite that passed. */
const LINE = 'engines |';

export default class TableReporter {
  onBegin(config, suite) {
    this.suite = suite;
  }

  printsToStdio() {
    return false;
  }

  onEnd() {
    const engines = this.suite.suites.map(({ title }) => title);
    const rows = new Map();
    for (const test of this.suite.allTests()) {
      const row = rows.get(test.title) ?? rows.set(test.title, {}).get(test.title);
      row[test.parent.project().name] = test;
    }
    for (const line of linesOf(engines, [...rows])) console.log(`${LINE} ${line}`);
  }
}

function linesOf(engines, rows) {
  const cells = rows.map(([name, row]) => [name, ...engines.map((engine) => wordOf(row[engine]))]);
  const table = [['behaviour', ...engines], ...cells];
  const widths = table[0].map((_, i) => Math.max(...table.map((line) => line[i].length)));
  const reasons = rows.flatMap(([name, row]) => engines.filter((engine) => wordOf(row[engine]) === 'cannot')
    .map((engine) => `${engine}, ${name}: cannot: ${reasonOf(row[engine])}`));
  return [...table.map((line) => line.map((cell, i) => cell.padEnd(widths[i])).join('  ').trimEnd()), ...reasons];
}

function wordOf(test) {
  if (!test || test.results.length === 0) return '-';
  return WORDS[test.outcome()] ?? 'cannot';
}

const reasonOf = (test) => test.annotations.find(({ type }) => type === 'skip')?.description;
