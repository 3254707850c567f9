// Runs a collector as a process of its own, and ends it well: what has been
// acked is on the disk, what runs is finished, and nobody waits for long.

async function stop(app) {
  await app.close();
  process.exit(0);
}

/**
 * @param {import('fastify').FastifyInstance} app
 * @param {{ host?: string, port: number }} address port: 0 for any free one
 */
export async function serve(app, { host = '127.0.0.1', port }) {
  let stopping;
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => { stopping ??= stop(app); });
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw new Error(`it can't listen on ${host}, port ${port} (${error.message}): host (KAGO_COLLECTOR_HOST) has to be an address of this machine, port (KAGO_COLLECTOR_PORT) a free one`, { cause: error });
  }
  console.log(`collector listening on http://${host.includes(':') ? `[${host}]` : host}:${app.server.address().port}`);
}
