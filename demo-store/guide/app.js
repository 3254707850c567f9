// The guide for whoever tries Kago: the page that leads to the shops and to what watches them. It shows every shopper's
// events, as the inspector does, so it answers this machine only.

import { fileURLToPath } from 'node:url';
import fastify from 'fastify';
import fastifyStatic from '@fastify/static';
import { addForQa } from '../collector/inspect/qa.js';
import { addAssets, addSecurityHeaders } from '../collector/inspect/web.js';
import { addChecker } from './checker/routes.js';
import { homePage } from './pages.js';
import { addScenarios } from './scenarios/routes.js';

const PUBLIC_FOLDER = fileURLToPath(new URL('./public/', import.meta.url));

/**
 * @param {object} options
 * @param {{ name: string, title: string, about: string, url: string, path?: string }[]} options.shops the stand-ins
 * @param {string} options.distFolder the built SDK
 * @param {string} options.collector its origin
 * @param {string} [options.store] the demo shop's
 */
export function createGuide(options) {
  const app = fastify({ logger: false });
  addForQa(app, [
    addSecurityHeaders,
    addAssets,
    (routes) => routes.register(fastifyStatic, { root: PUBLIC_FOLDER, prefix: '/guide/', cacheControl: false, decorateReply: false }),
    (routes) => addScenarios(routes, options),
    (routes) => addChecker(routes, options),
    (routes) => routes.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(homePage(options))),
  ]);
  return app;
}
