// What the collector is told at its start, by a file and by the environment.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { readConfig } from '../../demo-store/collector/config.js';
import { environmentOf, startCollector, temporaryFolder } from './support.js';

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
      b: { writeKeys: ['pk_b', 'pk_c'], clients: [{ id: 'mailer', secret: 's', scopes: [] }], webhook: { url: 'https://b.example/hooks', secret: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3' }, recoverUrl: 'https://b.example/cart' },
    },
  });
  assert.deepEqual(read({}, path), {
    host: '127.0.0.1', port: 9000, dataFolder: join(path, '..', 'here'), cartDays: 10, writesPerMinute: 0, trustProxy: ['10.0.0.0/8', 'loopback', '::1'], publicUrl: 'https://collect.example',
    writeKeys: ['pk_a=a', 'pk_b=b', 'pk_c=b'], origins: ['https://a.example=a', 'null=a'],
    tokens: [{ token: 't', scopes: ['read_carts'], shop: 'a' }], clients: [{ id: 'mailer', secret: 's', scopes: [], shop: 'b' }],
    webhooks: [{ url: 'https://b.example/hooks', secret: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3', shop: 'b' }], recoverUrls: [{ shop: 'b', url: 'https://b.example/cart' }],
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
    [{ shops, ports: 1 }, /the file has "ports", which is no setting there; did you mean "port"\?/],
    [{ shops, orgins: [] }, /the file has "orgins", which is no setting there; did you mean "origins" of a shop\?/],
    [{ shops: { a: { writeKeys: ['pk'], publicURL: 'x' } } }, /shops\.a has "publicURL", which is no setting there; did you mean "publicUrl" of the file\?/],
    [{ shops, port: 70_000 }, /port must be <= 65535/],
    [{ shops: { a: { writeKeys: ['pk'], tokens: [{ token: 't', scopes: ['all'] }] } } }, /shops\.a\.tokens\.0: a token of the shop "a" has the scope "all"; there are read_orders/],
    [{ shops, retentionDays: 29 }, /retentionDays must be >= 30/],
    [{ shops, writesPerMinute: -1 }, /writesPerMinute must be >= 0/],
    [{ shops, trustProxy: ['10.0.0.0/33'] }, /collector\.json: trustProxy: "10\.0\.0\.0\/33" names no proxies: expected addresses/],
    ...[{ toString: 1 }, [{ toString: 1 }], [[{ toString: {} }]], {}].map((trustProxy) => [{ shops, trustProxy }, /collector\.json: trustProxy: ".*" names no proxies: expected addresses/]),
    [{ shops, trustProxy: true }, /trustProxy: "true" names no proxies/],
    [{ shops: { a: { writeKeys: [] } } }, /shops\.a\.writeKeys must NOT have fewer than 1 items/],
    [{ shops: { 'a b': { writeKeys: ['k'] } } }, /shops has "a b": expected a name of letters/],
    [{ shops: { a: { origins: [] } } }, /shops\.a must have required property 'writeKeys'/],
  ]) assert.throws(() => read({}, fileOf(t, content)), message);
  assert.throws(() => read({}, '/nowhere.json'), /\/nowhere\.json can't be read/);
  assert.throws(() => read({}, ''), /the configuration  can't be read/);
  assert.throws(() => read({ KAGO_COLLECTOR_PORT: 'x' }), /KAGO_COLLECTOR_PORT is "x"; expected a whole number from 0 up to 65535/);
  assert.throws(() => read({ KAGO_RETENTION_DAYS: '7' }), /KAGO_RETENTION_DAYS is "7"; expected a whole number from 30 up to/);
  assert.throws(() => read({ KAGO_LOG_LEVEL: 'loud' }), /KAGO_LOG_LEVEL is "loud"; expected one of fatal, error/);
  for (const value of ['true', '0', '11', '', '10.0.0.1,proxy.example']) assert.throws(() => read({ KAGO_TRUST_PROXY: value }), /KAGO_TRUST_PROXY: ".*" names no proxies/, value);
  assert.throws(() => read({ KAGO_CART_DAYS: '0' }), /KAGO_CART_DAYS is "0"/);
});

/** Each of what is said, and of what is wrong with it a part. */
const WRONG = [
  ['KAGO_ORIGINS', 'https://a.example/', /"https:\/\/a\.example\/" is no origin of pages: expected "https:\/\/a\.example"$/],
  ['KAGO_ORIGINS', 'https://a.example/shop=shop', /expected "https:\/\/a\.example"$/],
  ['KAGO_ORIGINS', 'HTTPS://A.example:443', /expected "https:\/\/a\.example"$/],
  ['KAGO_ORIGINS', 'nonsense', /"nonsense" is no origin of pages: expected such as https:\/\/shop\.example, "null" or "\*"$/],
  ['KAGO_ORIGINS', 'a.example', /is no origin/],
  ['KAGO_ORIGINS', 'https://*.a.example', /is no origin/],
  ['KAGO_ORIGINS', 'https://b\u00fccher.example', /expected "https:\/\/xn--bcher-kva\.example"$/],
  ['KAGO_ORIGINS', 'mailto:a@b.example', /is no origin/],
  ['KAGO_ORIGINS', 'https://a.example=shpo', /the origin "https:\/\/a\.example" is of "shpo", which is of no shop: the write keys are of shop; did you mean "shop"\?$/],
  ['KAGO_PUBLIC_URL', 'collect.example', /"collect\.example" is no address/],
  ['KAGO_PUBLIC_URL', '', /"" is no address/],
  ['KAGO_PUBLIC_URL', 'ftp://collect.example', /expected such as https/],
  ['KAGO_PUBLIC_URL', 'https://collect.example/?a=1', /without query, fragment or user$/],
  ['KAGO_PUBLIC_URL', 'https://collect.example/#', /without query/],
  ['KAGO_PUBLIC_URL', 'https://me:pw@collect.example', /without query, fragment or user/],
  ['KAGO_TOKENS', 'SECRET:shpo:read_carts', /the token of "shpo" is of no shop: the write keys are of shop; did you mean "shop"\?$/],
  ['KAGO_TOKENS', 'SECRET:shop:read_cart', /has the scope "read_cart"; there are/],
  ['KAGO_TOKENS', 'SECRET', /not written as token:shop:scope/],
  ['KAGO_TOKENS', 'SECRET:shop:,SECRET:shop:read_carts', /the shop "shop" has the same token twice/],
  ['KAGO_CLIENTS', 'mailer:SECRET:shpo:read_carts', /the client of "shpo" is of no shop/],
  ['KAGO_WEBHOOKS', 'shpo:SECRETSECRETSECRETSECRET:https://crm.example/', /the webhook of "shpo" is of no shop/],
  ['KAGO_RECOVER_URLS', 'shpo:https://shop.example/cart', /the recover page of "shpo" is of no shop/],
  ['KAGO_RECOVER_URLS', 'shop:http://shop.example/cart', /"http:\/\/shop\.example\/cart": expected an address with https, or http on this machine$/],
  ['KAGO_RECOVER_URLS', 'https://shop.example/cart', /not written as shop:https/],
  ['KAGO_RECOVER_URLS', 'shop:https://a.example,shop:https://b.example', /the shop "shop" has two recover pages/],
  ['KAGO_WRITE_KEYS', '', /no shop could write/],
  ['KAGO_WRITE_KEYS', 'k=a,k=b', /the shops "a" and "b" have the same write key/],
  ['KAGO_DATA', '', /is empty; expected a folder/],
  ['KAGO_ORIGIN', 'https://a.example', /^KAGO_ORIGIN is no variable of the collector; did you mean KAGO_ORIGINS\?$/],
  ['KAGO_RETENTION', '30', /did you mean KAGO_RETENTION_DAYS\?$/],
  ['kago_tokens', 'SECRET:shop:', /did you mean KAGO_TOKENS\?$/],
];

for (const [name, value, message] of WRONG) {
  test(`${name} as "${value}" is told by its name, with what is expected`, () => {
    assert.throws(() => read({ [name]: value }), ({ faults }) => faults.length === 1 && faults[0].startsWith(name) && message.test(faults[0]) && !faults[0].includes('SECRET'));
  });
}

test('what is right is taken as it is', () => {
  for (const [name, value] of [
    ['KAGO_ORIGINS', 'https://a.example,https://a.example:8443=shop,null,*=shop,http://127.0.0.1:3000,http://[::1]:1,capacitor://localhost'], ['KAGO_PUBLIC_URL', 'https://collect.example/kago'],
    ['KAGO_RECOVER_URLS', 'shop:http://127.0.0.1:8080/cart'], ['KAGO_RECOVER_URLS', 'shop:http://localhost/cart?lang=en#top'], ['KAGO_WRITE_KEYS', 'k=shop,k=shop']]) assert.doesNotThrow(() => read({ [name]: value }), value);
});

test('all faults of a file and of the environment are told at once, each with its place', (t) => {
  const path = fileOf(t, {
    prot: 1, port: 'x', cartDays: 0, publicUrl: 'nonsense', trustProxy: [7],
    shops: {
      a: { origin: [], origins: ['https://a.example', 'https://a.example/cart', 7], recoverUrl: 'http://a.example', tokens: [{ scopes: [] }, { token: 'SECRET', scopes: ['all'] }, { token: 'sha256:SECRET', scopes: [] }] },
      b: { writeKeys: ['k'], webhook: { url: 'http://b.example' }, clients: [{ id: 'c', secret: 'SECRET', scopes: ['write_setings'] }, { id: 'c', secret: 'SECRET2', scopes: [] }] },
    },
  });
  assert.throws(() => read({ KAGO_COLECTOR_PORT: '1', KAGO_CART_DAYS: '-1', KAGO_ORIGINZ: '*' }, path), ({ faults, message }) => {
    const wanted = [/the file has "prot", which is no setting there; did you mean "port"\?/, /: port must be integer/, /: cartDays must be > 0/, /: publicUrl: "nonsense"/, /: trustProxy: "7"/,
      /shops\.a has "origin", which is no setting there; did you mean "origins"\?/, /shops\.a must have required property 'writeKeys'/, /shops\.a\.origins\.1: "https:\/\/a\.example\/cart"/, /shops\.a\.origins\.2 must be string/,
      /shops\.a\.recoverUrl: the recover page/, /shops\.a\.tokens\.0 must have required property 'token'/, /shops\.a\.tokens\.1: .*"all"/, /shops\.a\.tokens\.2: .*no hash/,
      /shops\.b\.webhook must have required property 'secret'/, /shops\.b\.clients\.0: .*"write_setings"/, /shops\.b\.clients\.1: two clients/,
      /^KAGO_COLECTOR_PORT is no variable.*KAGO_COLLECTOR_PORT/, /^KAGO_CART_DAYS is "-1"/, /^KAGO_ORIGINZ is no variable/];
    for (const one of wanted) assert.equal(faults.filter((fault) => one.test(fault)).length, 1, `${one}\n${faults.join('\n')}`);
    assert.equal(faults.length, wanted.length, message);
    return !message.includes('SECRET');
  });
});

test('the command says all that is wrong and ends, with nothing begun', async (t) => {
  const folder = join(temporaryFolder(t), 'data');
  const run = promisify(execFile)(process.execPath, ['demo-store/collector/main.js', '--qa'], {
    env: environmentOf({ KAGO_DATA: folder, KAGO_ORIGINS: 'nonsense', KAGO_TOKEN: 'x', KAGO_COLLECTOR_HOST: '0.0.0.0' }), timeout: 20_000 });
  await assert.rejects(run, ({ code, stdout, stderr }) => code === 1 && stdout === ''
    && /^The collector can't start: 3 settings are wrong:\n- KAGO_TOKEN is .*\n- KAGO_ORIGINS: .*\n- --qa .*\n$/.test(stderr));
  assert.equal(existsSync(folder), false);
});

test('where it can\'t listen is told by its settings', async (t) => {
  const { url } = await startCollector(t);
  const { port } = new URL(url);
  for (const [KAGO_COLLECTOR_HOST, message] of [['127.0.0.1', new RegExp(`it can't listen on 127\\.0\\.0\\.1, port ${port} \\(.*EADDRINUSE.*KAGO_COLLECTOR_PORT`)], ['192.0.2.1', /it can't listen on 192\.0\.2\.1, .*KAGO_COLLECTOR_HOST/]]) {
    const run = promisify(execFile)(process.execPath, ['demo-store/collector/main.js'], { env: environmentOf({ KAGO_DATA: temporaryFolder(t), KAGO_COLLECTOR_PORT: port, KAGO_COLLECTOR_HOST, KAGO_LOG_LEVEL: 'silent' }), timeout: 20_000 });
    await assert.rejects(run, ({ code, stderr }) => code === 1 && message.test(stderr));
  }
});

test('a program that makes a collector of its own is told the same', async (t) => {
  await assert.rejects(startCollector(t, { origins: ['https://a.example/'], publicUrl: '/', clients: [{ id: 'c', secret: 's', shop: 'south', scopes: [] }] }),
    ({ faults }) => faults.length === 3 && faults[0].startsWith('origins: ') && faults[1].startsWith('clients: ') && faults[2].startsWith('publicUrl: '));
});
