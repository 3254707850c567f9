// `npm test`: builds Kago, runs every suite of tests/runner/suites.mjs and ends
// with the line `N passed, N failed`. `npm test -- core browser` runs only those.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stopAll } from './runner/process.mjs';
import { closingLine, lineOf, printTable } from './runner/print.mjs';
import { runSuite } from './runner/run_suite.mjs';
import { buildStep, findSuites } from './runner/suites.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const outFolder = join(root, 'build', 'tests');

function select(suites, names) {
  if (names.length === 0) return suites;
  const known = suites.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return suites.filter(({ name }) => names.includes(name));
  console.error(`No such suite: ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  return null;
}

async function run(suite) {
  console.log(`${suite.name} ...`);
  const result = await runSuite(suite, { root, outFolder });
  if (result.failed > 0 || suite.showsOutput) process.stdout.write(result.output);
  else if (suite.shows) printMatching(result.output, suite.shows);
  return result;
}

function printMatching(output, pattern) {
  for (const line of output.split('\n')) if (pattern.test(line)) console.log(line.replace(pattern, '  '));
}

async function runAll(suites) {
  const build = await run(buildStep);
  if (build.failed > 0) {
    console.log(`${lineOf(build)}\n\nThe build failed, so no suite was run.`);
    return [build];
  }
  const results = [];
  for (const suite of suites) {
    results.push(await run(suite));
    console.log(lineOf(results.at(-1)));
  }
  return results;
}

async function main(names) {
  const suites = select(findSuites(root), names);
  if (suites === null) return 2;
  mkdirSync(outFolder, { recursive: true });
  const results = await runAll(suites);
  printTable(results);
  console.log(closingLine(results));
  return results.some(({ failed }) => failed > 0) ? 1 : 0;
}

// The commands run in process groups of their own, which Ctrl-C doesn't reach.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopAll();
    process.exit(1);
  });
}

process.exitCode = await main(process.argv.slice(2));
