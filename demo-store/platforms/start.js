// Starts the stand-ins, each on a port of its own, and the guide that leads to them (demo-store/guide/).

import { createGuide } from '../guide/app.js';
import { addFrame } from './frame/frame.js';
import { addReload } from './frame/reload.js';
import { escapeHtml } from './stand-in.js';
import { ALL_SHOPS, writeKeyOf } from './shops.js';

const HOST = '127.0.0.1';

/**
 * @param {{ distFolder: string, collector: string, store?: string, ports?: number[], reloads?: boolean }} options `collector`: its origin;
 *   `store`: the demo shop's; `ports`: the guide's, then one for each of ALL_SHOPS, any free ones by default;
 *   `reloads`: pages load themselves again (frame/reload.js)
 */
export async function startStandIns({ distFolder, collector, store, ports: [guidePort = 0, ...ports] = [], reloads = false }) {
  const apps = [];
  const listen = async (app, port = 0) => {
    apps.push(app);
    if (reloads) addReload(app);
    await app.listen({ host: HOST, port });
    return `http://${HOST}:${app.server.address().port}`;
  };
  const shops = [];
  const url = await listen(createGuide({ shops, distFolder, collector, store }), guidePort);
  const eventsUrl = `${collector}/v1/events`;
  for (const [i, { create, make = create, data, options, ...shop }] of ALL_SHOPS.entries()) {
    const writeKey = writeKeyOf(shop.name);
    const tag = tagOf({ collector: eventsUrl, 'write-key': writeKey, debug: '', ...data });
    const app = make({ distFolder, tag, eventsUrl, writeKey, ...options });
    addFrame(app, { shop: shop.name, collector, guide: url, kind: shop.kind });
    shops.push({ ...shop, url: await listen(app, ports[i]) });
  }
  return { url, shops, close: () => closeAll(apps) };
}

function tagOf(data) {
  const attributes = Object.entries(data).map(([name, value]) => ` data-${name}="${escapeHtml(value)}"`);
  return `<script async src="/kago/kago.js"${attributes.join('')}></script>`;
}

// Browsers keep connections open, which would hold up a polite close for longer than a tester waits.
function closeAll(apps) {
  for (const { server } of apps) server.closeAllConnections();
  return Promise.all(apps.map((app) => app.close()));
}
