// GET /openapi.json: what every route takes and answers, of the schemas that the routes themselves have. Those for QA are not
// in it.

import { readFileSync } from 'node:fs';
import swagger from '@fastify/swagger';
import { SCOPES } from '../access/tokens.js';
import { withFailures } from './failures.js';
import { told } from './told.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const header = (name, description) => ({ type: 'apiKey', in: 'header', name, description });

/** Routes of which the schema says all, and the answers are theirs: members that it doesn't name come too. */
const unchanged = () => (value) => JSON.stringify(value);

/** @param {import('fastify').FastifyInstance} app before its routes @param {{ publicUrl?: string }} options */
export async function addOpenApi(app, { publicUrl }) {
  app.setSerializerCompiler(unchanged);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Kago collector', version, license: { name: 'MIT', identifier: 'MIT' },
        description: 'Takes ecommerce events from shoppers\' browsers, keeps each once, and tells what a shop reads back: carts, checkouts, figures.' },
      ...(publicUrl && { servers: [{ url: publicUrl }] }),
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: `A token of one shop, from the configuration or from /oauth/token. Its scopes are of ${SCOPES.join(', ')}.` },
          shopify: header('X-Shopify-Access-Token', 'The same token, as Shopify\'s clients send it.'),
          bigcommerce: header('X-Auth-Token', 'The same token, as BigCommerce\'s clients send it.'),
          api2cart: header('x-api-key', 'The same token, as API2Cart\'s clients send it.'),
          api2cartStore: header('x-store-key', 'The name of the shop.'),
          client: { type: 'http', scheme: 'basic', description: 'Id and secret of a client.' },
        },
      },
    },
    transform: ({ schema, url, route }) => ({ url, schema: route.config?.isForQa ? { hide: true } : withFailures(schema, url, route.method) }),
  });
  app.get('/openapi.json', told.openapi, async () => app.swagger());
}
