// What the collector is told at its start, by a file and by the environment.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readConfig } from '../../demo-store/collector/config.js';
import { temporaryFolder } from './support.js';

const read = (env, path) => readConfig({ env, path, defaultDataFolder: '/data' });

function fileOf(t, content) {
  const path = join(temporaryFolder(t), 'collector.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test('without a word it listens on this machine alone, and nobody may read', () => {
  assert.deepEqual(read({}), { host: '127.0.0.1', port: 8081, dataFolder: '/data' });
});

test('a file names each shop with its keys, origins, tokens and clients', (t) => {
  const path = fileOf(t, {
    port: 9000, data: 'here', cartDays: 10, writesPerMinute: 0, trustProxy: ['10.0.0.0/8', 'loopback', '::1'], publicUrl: 'https://collect.example',
    shops: {
      a: { writeKeys: ['pk_a'], origins: ['https://a.example', 'null'], tokens: [{ token: 't', scopes: ['read_carts'] }] },
      b: { writeKeys: ['pk_b', 'pk_c'], clients: [{ id: 'mailer', secret: 's', scopes: [] }], webhook: { url: 'https://b.example/hooks', secret: 'whsec_x' }, recoverUrl: 'https://b.example/cart' },
    },
  });
  assert.deepEqual(read({}, path), {
    host: '127.0.0.1', port: 9000, dataFolder: join(path, '..', 'here'), cartDays: 10, writesPerMinute: 0, trustProxy: ['10.0.0.0/8', 'loopback', '::1'], publicUrl: 'https://collect.example',
    writeKeys: ['pk_a=a', 'pk_b=b', 'pk_c=b'], origins: ['https://a.example=a', 'null=a'],
    tokens: [{ token: 't', scopes: ['read_carts'], shop: 'a' }], clients: [{ id: 'mailer', secret: 's', scopes: [], shop: 'b' }],
    webhooks: [{ url: 'https://b.example/hooks', secret: 'whsec_x', shop: 'b' }], recoverUrls: [{ shop: 'b', url: 'https://b.example/cart' }],
  });
});

test('the environment counts where both say something', (t) => {
  const path = fileOf(t, { port: 9000, shops: { a: { writeKeys: ['pk_a'] } } });
  const { port, tokens, clients, origins } = read({
    KAGO_COLLECTOR_PORT: '0', KAGO_TOKENS: 't:with:colons:a:read_carts+read_orders, u:a:', KAGO_CLIENTS: 'mailer:s:e:cret:a:read_carts', KAGO_ORIGINS: 'https://a.example=a, *' }, path);
  assert.equal(port, 0);
  assert.deepEqual(tokens, [{ token: 't:with:colons', shop: 'a', scopes: ['read_carts', 'read_orders'] }, { token: 'u', shop: 'a', scopes: [] }]);
  assert.deepEqual(clients, [{ id: 'mailer', secret: 's:e:cret', shop: 'a', scopes: ['read_carts'] }]);
  assert.deepEqual(origins, ['https://a.example=a', '*']);
});

test('the environment names proxies by their addresses, or how many there are', () => {
  assert.deepEqual(read({ KAGO_TRUST_PROXY: 'loopback, 10.0.0.0/8', KAGO_WRITES_PER_MINUTE: '0', KAGO_LOG_LEVEL: 'warn' }), { ...read({}), trustProxy: ['loopback', '10.0.0.0/8'], writesPerMinute: 0, logLevel: 'warn' });
  assert.equal(read({ KAGO_TRUST_PROXY: '2' }).trustProxy, 2);
});

test('what is wrong is named', (t) => {
  const shops = { a: { writeKeys: ['pk'] } };
  for (const [content, message] of [
    ['{', /collector\.json can't be read/],
    [{}, /the file must have required property 'shops'/],
    [{ shops, ports: 1 }, /the file has "ports", which is no setting/],
    [{ shops, port: 70_000 }, /port must be <= 65535/],
    [{ shops: { a: { writeKeys: ['pk'], tokens: [{ token: 't', scopes: ['all'] }] } } }, /shops\.a\.tokens\.0\.scopes\.0 must be one of read_orders/],
    [{ shops, retentionDays: 29 }, /retentionDays must be >= 30/],
    [{ shops, writesPerMinute: -1 }, /writesPerMinute must be >= 0/],
    [{ shops, trustProxy: ['10.0.0.0/33'] }, /trustProxy is "10\.0\.0\.0\/33"; expected addresses/],
    [{ shops, trustProxy: true }, /trustProxy must be/],
    [{ shops: { a: { origins: [] } } }, /shops\.a must have required property 'writeKeys'/],
  ]) assert.throws(() => read({}, fileOf(t, content)), message);
  assert.throws(() => read({}, '/nowhere.json'), /\/nowhere\.json can't be read/);
  assert.throws(() => read({ KAGO_COLLECTOR_PORT: 'x' }), /KAGO_COLLECTOR_PORT is "x"; expected a whole number from 0 up to 65535/);
  assert.throws(() => read({ KAGO_RETENTION_DAYS: '7' }), /KAGO_RETENTION_DAYS is "7"; expected a whole number from 30 up to/);
  assert.throws(() => read({ KAGO_LOG_LEVEL: 'loud' }), /KAGO_LOG_LEVEL is "loud"; expected one of fatal, error/);
  for (const value of ['true', '0', '11', '', '10.0.0.1,proxy.example']) assert.throws(() => read({ KAGO_TRUST_PROXY: value }), /KAGO_TRUST_PROXY is/, value);
  assert.throws(() => read({ KAGO_CART_DAYS: '0' }), /KAGO_CART_DAYS is "0"/);
});
