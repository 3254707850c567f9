// The scenarios' pages, and their check: the collector's POST /v1/qa/expect answers no page of another origin, so this
// server asks it for its own page (app.js lets no other page ask here either).

import { expectedOf, SCENARIOS, wordsOf } from './scenarios.js';
import { framed } from '../pages.js';
import { escapeHtml } from '../../platforms/stand-in.js';

const checkBody = {
  type: 'object', additionalProperties: false, required: ['from'],
  properties: { from: { type: 'string', format: 'date-time' } },
};

/** @param {import('fastify').FastifyInstance} routes @param {{ shops: object[], collector: string, store?: string }} options */
export function addScenarios(routes, options) {
  const html = (reply, page) => reply.type('text/html; charset=utf-8').send(framed(page, options));
  const shopsOf = () => shopsWithScenarios(options);

  routes.get('/scenarios/', (_request, reply) => html(reply, overview(shopsOf())));
  routes.get('/scenarios/:shop', (request, reply) => {
    const shop = shopsOf().find(({ name }) => name === request.params.shop);
    if (!shop) return html(reply.code(404), { ...overview(shopsOf()), title: `No scenarios for “${request.params.shop}”` });
    const lead = `Do this, expect that, in <a href="${shop.url}/">${escapeHtml(shop.title)}</a>. Each begins as a shopper whom nobody has seen, and is checked against what the collector holds since then.`;
    return html(reply, { path: '/scenarios/', title: `Scenarios: ${shop.title}`, lead, script: 'scenarios.js' });
  });
  routes.get('/scenarios/:shop/data', async (request, reply) => {
    const shop = shopsOf().find((one) => one.name === request.params.shop);
    if (!shop) return reply.code(404).send(unknown(request.params));
    const { name, title, url } = shop;
    return { name, title, url, collector: options.collector, scenarios: SCENARIOS.get(name).map(told) };
  });
  routes.post('/scenarios/:shop/:id/check', { schema: { body: checkBody } }, async (request, reply) => {
    const { shop, id } = request.params;
    const scenario = SCENARIOS.get(shop)?.find((one) => one.id === id);
    if (!scenario) return reply.code(404).send(unknown(request.params));
    const expected = expectedOf(scenario).map(({ event }) => event);
    const { status, text } = await askCollector(options.collector, { shop, from: request.body.from, expected });
    return reply.code(status).type('application/json; charset=utf-8').send(text);
  });
}

const unknown = ({ shop, id }) => ({ error: `There is no ${id ? `scenario "${id}"` : 'scenario'} for "${shop}".`, code: 'not_found' });

async function askCollector(collector, body) {
  try {
    const answer = await fetch(`${collector}/v1/qa/expect`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    return { status: answer.status, text: await answer.text() };
  } catch {
    return { status: 502, text: JSON.stringify({ error: `The collector doesn't answer at ${collector}: is it still running?`, code: 'no_collector' }) };
  }
}

function shopsWithScenarios({ shops, store }) {
  const all = [...(store ? [{ name: 'shop', title: 'Madobe, the demo shop', url: store }] : []), ...shops];
  return all.filter(({ name }) => SCENARIOS.has(name));
}

/** As the page gets it. */
const told = (scenario) => ({
  ...scenario,
  steps: scenario.steps.map((step) => ({ words: wordsOf(step), open: step.open })),
  expected: expectedOf(scenario),
});

function overview(shops) {
  const cards = shops.map(({ name, title }) => `<li class="card"><h2 class="small"><a href="/scenarios/${name}">${escapeHtml(title)}</a></h2>
    <ul>${SCENARIOS.get(name).map((scenario) => `<li>${escapeHtml(scenario.title)}</li>`).join('')}</ul></li>`);
  return {
    path: '/scenarios/', title: 'Scenarios',
    lead: 'Do this, expect that: short ways through each shop, and whether the events came that should have.',
    main: `<ul class="cards">${cards.join('\n')}</ul>`,
  };
}
