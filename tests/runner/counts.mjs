// Reads the numbers of tests out of the reports that the test frameworks write.
// Every function takes (report file, end of the process) and returns {passed,
// failed, skipped, problems?}, or null where nothing could be counted.

import { readFileSync } from 'node:fs';

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** For a command that is one check by itself. */
export function countExit(report, end) {
  // The failure itself is judge()'s to add, with its cause.
  return end.ok ? { passed: 1, failed: 0, skipped: 0 } : null;
}

/** GoogleTest's `--gtest_output=json`. */
export function countGoogleTest(report) {
  const json = readJson(report);
  if (!json) return null;
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const test of json.testsuites.flatMap((group) => group.testsuite)) {
    // NOTRUN: a DISABLED_ test.
    if (test.failures?.length > 0) counts.failed += 1;
    else if (test.status === 'NOTRUN' || test.result === 'SKIPPED') counts.skipped += 1;
    else counts.passed += 1;
  }
  return counts;
}

/** What node_reporter.mjs or fuzz.mjs wrote: the counts themselves. */
export function countReport(report) {
  return readJson(report);
}

/** Playwright's JSON reporter. A test that passed only when repeated has failed. */
export function countPlaywright(report) {
  const stats = readJson(report)?.stats;
  if (!stats) return null;
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
    problems: stats.flaky > 0 ? [`${stats.flaky} flaky, counted as failed`] : [],
  };
}

/** Of Playwright's report: {file, tests, seconds, longest} of each spec; a test that ran twice counts its time twice. */
export function specsOfPlaywright(report) {
  return (readJson(report)?.suites ?? []).map((suite) => {
    const seconds = testsOf(suite).map(({ results }) => results.reduce((sum, { duration }) => sum + duration, 0) / 1000);
    const sum = seconds.reduce((total, each) => total + each, 0);
    return { file: suite.file, tests: seconds.length, seconds: sum, longest: Math.max(0, ...seconds) };
  });
}

function testsOf({ specs = [], suites = [] }) {
  return [...specs.flatMap(({ tests }) => tests), ...suites.flatMap(testsOf)];
}
