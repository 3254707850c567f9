// Fuzzes what ships: every module with each of its platforms, through the shipped loader and with the stack
// that it really has. `node tests/fuzz/wasm.mjs 60 [seed]`; part of tests/fuzz/fuzz.mjs.
//
// A visit is some observations and calls on one state. After each step: nothing has trapped, half of the
// stack is free, the reply is whole, its events are valid, the state can be read and the shopper is known.

import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { MODULES } from '../../js/modules.mjs';
import { bytesOf, load, stackBytesOf, stackUsedBy } from '../wasm/instances.js';
import { cartUpdated, replyOf, requestOf } from '../wasm/requests.js';
import { chance, fixturesOf, mutated } from './shapes.mjs';

const STEPS = 12;
/** A page's data is some kB; these are up to a megabyte. */
const STEP_CPU_MS_MAX = 3_000;
const LINE_CHARACTERS_MAX = 1_000_000;
const STATE_CHARACTERS_MAX = 800_000;
const DAY_MS = 86_400_000;

/** What pages hand over in place of markup: `observe/common/markup.ts`. */
const markup = { name: 'kago-markup', stackBytes: stackBytesOf(bytesOf('kago-markup')), ...(await load(bytesOf('kago-markup'))) };
/** Judges what the others let through. */
const { core: collector } = await load(bytesOf('kago-debug'));
const modules = [];
for (const { name, platforms } of MODULES.filter(({ bindings }) => bindings.includes('step'))) {
  const wasm = bytesOf(name);
  modules.push({ name, platforms, fixtures: platforms.flatMap(fixturesOf), stackBytes: stackBytesOf(wasm), ...(await load(wasm)) });
}

/** Runs one visit; throws what is wrong, with the input that did it. */
function visit(seed) {
  const draw = chance(seed);
  const one = modules[draw(modules.length)];
  const page = seed.toString(16).padStart(32, '0');
  const config = { platform: one.platforms.join(' '), debug: draw(2) === 0, strict: draw(4) === 0 };
  let time = Date.UTC(2026, 10, 22);
  let [state, shopper] = ['', ''];
  for (let call = 1; call <= STEPS; call++) {
    time += draw(4) === 0 ? draw(40) * DAY_MS : draw(5_000);
    const said = one.fixtures.length > 0 && draw(5) > 0 ? observation(one.fixtures, draw) : { type: 'track', ...calls(draw) };
    if (draw(8) > 0) readMarkup(said);
    const line = JSON.stringify({ time, page, call, view: 1 + draw(2), url: 'https://shop.example/p/a?variant=1', ...said });
    if (line.length > LINE_CHARACTERS_MAX) continue;
    const request = requestOf([line, '{"type":"claim","flush":true}', '{"type":"status"}'], state, config);
    try {
      const before = process.cpuUsage();
      let reply = '';
      const used = stackUsedBy(() => { reply = one.core.step(request); }, one);
      const spent = process.cpuUsage(before);
      assert.ok(used * 2 <= one.stackBytes, `${used} bytes of stack`);
      assert.ok((spent.user + spent.system) / 1000 < STEP_CPU_MS_MAX, `a step of ${(spent.user + spent.system) / 1000} ms`);
      ({ state } = checkedReply(reply));
      shopper ||= JSON.parse(state).anonymous_id;
      assert.equal(JSON.parse(state).anonymous_id, shopper, 'the state was lost');
    } catch (error) {
      throw Object.assign(error, { request, module: one.name });
    }
  }
}

/** As a page does it. Where that hasn't been done, the modules find markup that they don't read. */
function readMarkup({ data }) {
  const page = data?.page ?? data;
  if (!page || typeof page !== 'object' || !('jsonld' in page)) return;
  const { jsonld, og, canonical, ...others } = page;
  const request = JSON.stringify({ page: { jsonld, og, canonical }, url: 'https://shop.example/p/a?variant=1', currency: 'EUR', variant: data.variant });
  if (request.length > LINE_CHARACTERS_MAX) return;
  let read;
  try {
    const used = stackUsedBy(() => { read = JSON.parse(markup.core.markup(request)); }, markup);
    assert.ok(used * 2 <= markup.stackBytes, `${used} bytes of stack`);
  } catch (error) {
    throw Object.assign(error, { request, module: markup.name });
  }
  for (const key of Object.keys(page)) delete page[key];
  Object.assign(page, others, { read });
}

function observation(fixtures, draw) {
  const { from, what, data } = fixtures[draw(fixtures.length)];
  return { type: 'observe', from, what, data: draw(6) === 0 ? data : mutated(data, draw) };
}

function calls(draw) {
  const name = ['cart_updated', 'product_viewed', 'checkout_started', 'order_placed', 'order_refunded'][draw(5)];
  const properties = { ...cartUpdated(), order_id: 'o', currency: 'EUR', metadata: { note: 'x' } };
  return { name: `ecommerce.${name}`, properties: draw(3) === 0 ? properties : mutated(properties, draw), options: {} };
}

function checkedReply(text) {
  const { state, commands, texts } = replyOf(text);
  assert.ok(state.length < STATE_CHARACTERS_MAX, `a state of ${state.length} characters`);
  assert.equal(texts.length, commands.filter((command) => command.do === 'put').length);
  assert.ok(commands.some((command) => command.do === 'report' && command.result.anonymousId), 'no status');
  for (const event of texts) assert.deepEqual(collector.validate(event), { valid: true, violations: [] }, event);
  return { state };
}

function main([seconds = 60, first = randomInt(1, 2 ** 30)]) {
  const end = performance.now() + seconds * 1000;
  let seed = Number(first);
  for (; performance.now() < end; seed++) {
    try {
      visit(seed);
    } catch (error) {
      const folder = fileURLToPath(new URL('../../build/fuzz/crashes/', import.meta.url));
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${folder}wasm-${seed}.txt`, error.request ?? '');
      console.error(`${error.module}.wasm: ${String(error.stack).slice(0, 2_000)}`);
      console.error(`wasm: seed ${seed} failed\n  input:  build/fuzz/crashes/wasm-${seed}.txt\n  replay: node tests/fuzz/wasm.mjs 0.001 ${seed}`);
      return 1;
    }
  }
  console.log(`wasm: ${seed - first} visits of ${STEPS} steps in ${seconds} s, from seed ${first}`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
