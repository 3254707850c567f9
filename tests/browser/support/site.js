// A shop reduced to its bones: plain pages on an origin of their own that load the built SDK. A test
// says what each page holds.

import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = (name) => fileURLToPath(new URL(`../../../dist/${name}`, import.meta.url));
const samples = fileURLToPath(new URL('samples.js', import.meta.url));
const types = { '.js': 'text/javascript; charset=utf-8', '.wasm': 'application/wasm' };

const shipped = () => readdirSync(dist('.'), { recursive: true }).filter((name) => /\.(js|wasm)$/.test(name));

const file = (path, headers = {}) => ({ path, headers: { 'content-type': types[extname(path)], ...headers } });
const json = (value) => JSON.stringify(value).replaceAll('<', '\\u003c');

/** A whole page around `content`, which goes into its head. */
export const html = (content) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">${content}</html>`;

/** Kago from npm, as `window.kago` for the tests to reach. */
export const npmPage = (options) => html(`
  <script src="/samples.js"></script>
  <script type="importmap">{"imports":{"kago":"/kago/full.js"}}</script>
  <script type="module">
    import { createKago } from 'kago';
    window.kago = createKago(${json(options)});
  </script>`);

export const stubText = () => readFileSync(dist('stub.js'), 'utf8').trim();

/** @param {Record<string, string>} data the tag's data attributes, without `data-` */
export function scriptTag(data, src = '/kago/kago.js') {
  const attributes = Object.entries(data).map(([name, value]) => ` data-${name}="${value}"`);
  return `<script async src="${src}"${attributes.join('')}></script>`;
}

export async function startSite(collector) {
  const routes = new Map([
    ['/samples.js', file(samples)],
    ...shipped().map((name) => [`/kago/${name}`, file(dist(name))]),
  ]);
  const server = createServer(async (request, response) => {
    const route = routes.get(new URL(request.url, 'http://site').pathname);
    await route?.until;
    if (!route) return response.writeHead(404).end();
    return response.writeHead(route.status ?? 200, route.headers).end(route.path ? readFileSync(route.path) : route.body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${server.address().port}`;
  collector.allow(url);

  const page = (path, body, headers = {}) => {
    routes.set(path, { body, headers: { 'content-type': 'text/html; charset=utf-8', ...headers } });
    return url + path;
  };
  const settings = { collector: collector.eventsUrl, writeKey: 'pk_demo', currency: 'EUR' };
  return {
    url,
    settings,
    /** Serves a page; returns its address. */
    page,
    /** Serves a page with Kago from npm; returns its address. */
    npmPage: (options = {}, path = '/') => page(path, npmPage({ ...settings, ...options })),
    /** Serves an address that leads elsewhere. */
    redirect: (path, status, location) => routes.set(path, { status, headers: { location }, body: '' }),
    /** The attributes that every tag needs. */
    tagData: { collector: settings.collector, 'write-key': settings.writeKey, currency: 'EUR' },
    /** Serves a script at a path, for pages whose policy allows no inline ones. */
    script: (path, body) => routes.set(path, { body, headers: { 'content-type': types['.js'] } }),
    /** Serves a file of dist/ in another way: under a path, with headers, or late. */
    sdkFile: (path, name, { headers, until } = {}) => routes.set(path, { ...file(dist(name), headers), until }),
    /** Serves WebAssembly that isn't ours. */
    wasm: (path, bytes) => routes.set(path, { body: Buffer.from(bytes), headers: { 'content-type': types['.wasm'] } }),
    remove: (path) => routes.delete(path),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
