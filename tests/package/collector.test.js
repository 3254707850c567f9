// The collector's package as a shop gets it: packed, unpacked elsewhere with nothing beside it but the packages that it names,
// and run by its command.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'kago-collector-package-')));
after(() => rmSync(folder, { recursive: true, force: true }));

const run = (command, ...args) => execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const [packed] = JSON.parse(run('npm', 'pack', join(root, 'demo-store/collector'), '--json', '--ignore-scripts', '--pack-destination', folder));
const installed = join(folder, 'node_modules/kago-collector');
mkdirSync(join(folder, 'node_modules'));
run('tar', '-xzf', packed.filename, '-C', 'node_modules');
run('mv', 'node_modules/package', installed);
const { dependencies, bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
for (const name of Object.keys(dependencies)) {
  mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
  symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
}

// What this run of tests was told is no setting of a collector.
const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('KAGO_')));

async function start(t, ...words) {
  const child = spawn(process.execPath, [join(installed, bin['kago-collector']), ...words], { cwd: folder, env: { ...environment, KAGO_COLLECTOR_PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  for await (const line of createInterface(child.stdout)) {
    const address = /^collector listening on (\S+)/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error('it ended without listening');
}

test('it has all that it runs with, and no test of ours', () => {
  const files = packed.files.map(({ path }) => path);
  for (const needed of ['main.js', 'app.js', 'core/node.js', 'core/kago-server.wasm', 'core/codes.json', 'inspector/index.html', 'README.md', 'LICENSE']) assert.ok(files.includes(needed), needed);
  assert.deepEqual(files.filter((path) => /\.test\.js$|\.db$|^data\//.test(path)), []);
});

test('its command takes an event, keeps it where it was started, and shows it to a tester', async (t) => {
  const url = await start(t, '--qa');
  const event = {
    event_id: randomUUID(), name: 'ecommerce.product_viewed', time: new Date().toISOString(), anonymous_id: 'a',
    properties: { product_id: '1', product_name: 'Mug', variant_id: '1', price: 5, currency: 'EUR', source: 'web' },
  };
  const answer = await (await fetch(`${url}/v1/events`, { method: 'POST', body: JSON.stringify({ write_key: 'pk_demo', events: [event] }) })).json();
  assert.deepEqual(answer.results.map(({ status }) => status), ['accepted'], JSON.stringify(answer));
  assert.ok(existsSync(join(folder, 'kago-data/collector.db')));
  assert.equal((await fetch(`${url}/inspector/`)).status, 200);
});

test('its database is backed up by its command', async (t) => {
  const child = spawn(process.execPath, [join(installed, 'main.js'), 'backup', 'copy.db'], { cwd: folder, env: environment, stdio: 'ignore' });
  t.after(() => child.kill('SIGKILL'));
  assert.deepEqual(await once(child, 'exit'), [0, null]);
  assert.ok(existsSync(join(folder, 'copy.db')));
});
