// `npm test`: builds Kago, runs every suite of tests/runner/suites.mjs and ends
// with the line `N passed, N failed`. `npm test -- core browser` runs only those.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Heartbeat } from './runner/heartbeat.mjs';
import { stopAll } from './runner/process.mjs';
import { closingLine, failedTails, lineOf, specTable, suiteTable } from './runner/print.mjs';
import { runSuite } from './runner/run_suite.mjs';
import { buildStep, findSuites, lanesOf } from './runner/suites.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const outFolder = join(root, 'build', 'tests');
const logOf = ({ name }) => join(outFolder, `${name}.log`);

function select(suites, names) {
  if (names.length === 0) return suites.filter(({ onRequest }) => !onRequest);
  const known = suites.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return suites.filter(({ name }) => names.includes(name));
  console.error(`No such suite: ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  return null;
}

async function run(suite, heartbeat) {
  console.log(`${suite.name} ...`);
  heartbeat.begin(suite.name, logOf(suite));
  const result = await runSuite(suite, { root, outFolder, logFile: logOf(suite) });
  heartbeat.end(suite.name);
  if (result.failed > 0 || suite.showsOutput) process.stdout.write(result.output);
  else if (suite.shows) printMatching(result.output, suite.shows);
  console.log(lineOf(result));
  return result;
}

function printMatching(output, pattern) {
  for (const line of output.split('\n')) if (pattern.test(line)) console.log(line.replace(pattern, '  '));
}

async function runInTurn(suites, heartbeat) {
  const results = [];
  for (const suite of suites) results.push(await run(suite, heartbeat));
  return results;
}

async function runAll(suites, heartbeat) {
  const build = await run(buildStep, heartbeat);
  if (build.failed > 0) {
    console.log('\nThe build failed, so no suite was run.');
    return [build];
  }
  const lanes = await Promise.all(lanesOf(suites).map((lane) => runInTurn(lane, heartbeat)));
  const results = lanes.flat();
  // In the order of the table of suites, whichever ended first.
  return suites.map(({ name }) => results.find((result) => result.name === name));
}

async function main(names) {
  const suites = select(findSuites(root), names);
  if (suites === null) return 2;
  mkdirSync(outFolder, { recursive: true });
  const heartbeat = new Heartbeat(console.log);
  const startMs = Date.now();
  const results = await runAll(suites, heartbeat);
  heartbeat.stop();
  for (const text of [specTable(results), failedTails(results), suiteTable(results)]) if (text) console.log(`\n${text}`);
  console.log(`\n${((Date.now() - startMs) / 1000).toFixed(0)} s in all, the build included`);
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
