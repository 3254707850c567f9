// The guide's pages, as its server writes them.

import { tokenOf } from '../platforms/shops.js';
import { escapeHtml } from '../platforms/stand-in.js';

const NAV = [['/', 'Shops'], ['/scenarios/', 'Scenarios'], ['/checker/', 'Checker']];

/** `script`: a module of public/ that draws into `main`. */
export function framed({ path, title, lead, main = '', script }, { collector }) {
  const link = ([to, text]) => `<a href="${to}"${to === path ? ' aria-current="page"' : ''}>${text}</a>`;
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${escapeHtml(title)} · Kago</title>
  <link rel="icon" href="data:,">
  <link rel="stylesheet" href="/assets/theme.css">
  <link rel="stylesheet" href="/guide/guide.css">
  ${script ? `<script type="module" src="/guide/${script}"></script>` : ''}
</head>
<body>
  <nav class="pages" aria-label="Pages">${NAV.map(link).join('\n    ')}
    ${toCollector(collector).map(link).join('\n    ')}</nav>
  <header class="top"><h1>${escapeHtml(title)}</h1><p>${lead}</p></header>
  <main id="main">${main}</main>
</body>
</html>`;
}

const toCollector = (collector) => [[`${collector}/inspector/`, 'Events'], [`${collector}/inspector/visits.html`, 'Visits'], [`${collector}/marketing/#token=${tokenOf('shop')}`, 'Marketing']];

export function homePage({ shops, collector, store }) {
  const lead = `Shops to walk through, each with Kago in it as its developer would paste it. Each is a shop of its own to the collector, and what it says shows in <a href="${collector}/inspector/">the inspector</a> at once.`;
  const demo = { title: 'Madobe', about: 'The demo shop, on no platform. It takes Kago from npm, and under /tag/ from a script tag.', url: store, name: 'shop', kind: 'calls' };
  const all = store ? [demo, ...shops] : shops;
  const main = SECTIONS.map(({ kind, title, note }) => section({ id: kind, title, note }, all.filter((shop) => (shop.kind ?? 'tag') === kind), collector)).join('\n');
  return framed({ path: '/', title: 'Shops to try Kago in', lead, main }, { collector });
}

const SECTIONS = [
  { kind: 'calls', title: 'Shops whose own code makes the calls', note: 'From the npm package.' },
  { kind: 'tag', title: 'Shops that Kago observes', note: 'Stand-ins that behave as each platform’s shops do, with the one tag pasted.' },
  { kind: 'pixel', title: 'Shops with Shopify’s Web Pixel', note: 'It hears of the checkout, where no tag of the theme is let in.' },
];

const section = ({ id, title, note }, shops, collector) => `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
<p class="note">${note}</p><ul class="cards">${shops.map((shop) => card(shop, collector)).join('\n')}</ul></section>`;

const card = ({ name, title, about, url, path = '/' }, collector) => `<li class="card">
  <h3><a href="${url}${path}">${escapeHtml(title)}</a></h3><p>${escapeHtml(about)}</p>
  <p class="ways"><code>:${new URL(url).port}</code>
    <a href="${collector}/inspector/?shop=${name}" aria-label="Events of ${escapeHtml(title)}">Events</a>
    <a href="/scenarios/${name}" aria-label="Scenarios of ${escapeHtml(title)}">Scenarios</a>
    <a href="${collector}/marketing/#token=${tokenOf(name)}" aria-label="Carts of ${escapeHtml(title)}">Carts</a></p></li>`;
