// `main.js backup FILE`: a copy of the database while events come in.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { openDatabase } from '../../demo-store/collector/store/database.js';
import { environmentOf, rebuiltRowsIn, rowsIn, said, startCollector, startProcess, temporaryFolder } from './support.js';

const backUp = (dataFolder, target) =>
  promisify(execFile)(process.execPath, ['demo-store/collector/main.js', 'backup', target], { env: environmentOf({ KAGO_DATA: dataFolder }) });

let visits = 0;
function nextVisit() {
  const [cart_id, order_id] = [`c${visits % 50}`, `o${visits++}`];
  return [said(1, 'cart_updated', { cart_id }), said(2, 'checkout_started', { cart_id, checkout_id: `k${cart_id}` }), said(3, 'order_placed', { cart_id, order_id })];
}

test('a backup that is made under load has all that was acked before it, and its rows are those of its events', async (t) => {
  const server = await startProcess(t, temporaryFolder(t));
  const acked = [];
  const post = async () => {
    const events = nextVisit();
    await (await server.post(events)).json();
    acked.push(...events.map(({ event_id }) => event_id));
  };
  for (let n = 0; n < 100; n++) await post();
  const before = [...acked];
  const target = join(temporaryFolder(t), 'backup.db');
  let isDone = false;
  const backup = backUp(server.dataFolder, target).then(() => { isDone = true; });
  while (!isDone) await post();
  await backup;
  assert.ok(acked.length > before.length, 'it went on meanwhile');
  assert.equal(statSync(target).mode & 0o777, 0o600);

  const restored = temporaryFolder(t);
  copyFileSync(target, join(restored, 'collector.db'));
  const { database } = await openDatabase(restored);
  const stored = database.prepare('SELECT event_id FROM records').all().map(({ event_id }) => event_id);
  database.close();
  assert.deepEqual(before.filter((id) => !stored.includes(id)), []);
  const rows = await rowsIn(restored);
  assert.ok(rows.orders.length >= 100);
  assert.deepEqual(await rebuiltRowsIn(restored), rows);
  const again = await startCollector(t, { dataFolder: restored });
  const [first, second] = [nextVisit(), nextVisit()];
  assert.deepEqual(await again.statuses(first.concat(second)), Array(6).fill('accepted'));
});

test('a backup takes no file\'s place, and leaves nothing where it can\'t be made', async (t) => {
  const collector = await startCollector(t);
  const folder = temporaryFolder(t);
  const target = join(folder, 'backup.db');
  await backUp(collector.dataFolder, target);
  const before = readFileSync(target);
  await assert.rejects(backUp(collector.dataFolder, target), /backup\.db is there already/);
  await assert.rejects(backUp(collector.dataFolder, join(folder, 'none', 'backup.db')));
  await assert.rejects(backUp(temporaryFolder(t), join(folder, 'other.db')), /there is no database/);
  assert.ok(readFileSync(target).equals(before));
  assert.deepEqual(readdirSync(folder), ['backup.db']);
});
