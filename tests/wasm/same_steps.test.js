// One core, three builds: whole simulated visits are run natively, and every step of them is said again
// to the WebAssembly that ships, and to the script in its place where that is forbidden. All that the simulation shows
// of the native build holds for the shipped ones only because their replies are the same, byte for byte; those for
// shoppers leave out the words for people. The events among them have to
// fit the published schema, of which neither build knows anything.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { fitsSchema } from '../conformance/judges.js';
import { bytesOf, load, loadScript, scriptOf } from './instances.js';
import { stepsOf } from './step_log.js';

const SEEDS = 120;
const STEPS_MIN = 10_000;
const EVENTS_MIN = 1_000;
const SHOWN_CHARACTERS = 120;
const WORDS = /,"expected":"(?:[^"\\]|\\.)*"/g;

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'kago-steps-'));
const log = join(folder, 'steps');

before(() => {
  const words = ['--seeds', SEEDS, '--from', 1, '--log', log].map(String);
  execFileSync(process.execPath, [at('tests/simulation/simulate.mjs'), ...words], { stdio: ['ignore', 2, 2] });
});

after(() => rmSync(folder, { recursive: true, force: true }));

const CORES = {
  'kago.wasm': () => load(bytesOf('kago')),
  'kago-debug.wasm': () => load(bytesOf('kago-debug')),
  'observe/kago.js': async () => loadScript(await scriptOf('kago')),
};

for (const [name, load] of Object.entries(CORES)) {
  test(`${name} replies to every step of simulated visits as the native core does`, async (t) => {
    const { core } = await load();
    let [steps, bytes] = [0, 0];
    for await (const { request, reply } of stepsOf(log)) {
      steps += 1;
      bytes += reply.length;
      const said = core.step(request.toString());
      const wanted = name === 'kago-debug.wasm' ? reply.toString() : reply.toString().replaceAll(WORDS, '');
      if (said !== wanted) assert.fail(differenceOf(steps, said, wanted));
    }
    t.diagnostic(`${steps} steps of ${SEEDS} seeds: ${bytes} bytes of replies are the same natively and in ${name}`);
    assert.ok(steps >= STEPS_MIN, `${steps} steps are too few to mean much`);
  });
}

test('every event of simulated visits fits the published schema', async (t) => {
  const events = new Set();
  for await (const { reply } of stepsOf(log)) {
    for (const text of reply.toString().split('\n').slice(2)) events.add(text);
  }
  for (const text of events) assert.ok(fitsSchema(text), text);
  t.diagnostic(`${events.size} events fit the schema`);
  assert.ok(events.size >= EVENTS_MIN, `${events.size} events are too few to mean much`);
});

function differenceOf(step, said, wanted) {
  let place = 0;
  while (place < wanted.length && said[place] === wanted[place]) place += 1;
  const excerpt = (text) => text.slice(Math.max(place - SHOWN_CHARACTERS, 0), place + SHOWN_CHARACTERS);
  return `step ${step} differs at character ${place}:\n  native:  ${excerpt(wanted)}\n  shipped: ${excerpt(said)}`;
}
