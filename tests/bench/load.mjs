// Loads a collector in two ways, and measures how long answers take.

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** @param {number[]} times in ms @returns {{ p50: number, p99: number }} */
const percentilesOf = (times) => {
  const sorted = Float64Array.from(times).sort();
  return { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
};

async function send(connection, body) {
  const answer = await connection.post(body);
  if (answer.status !== 200 || answer.body.includes('"refused"')) throw new Error(`answered ${answer.status}: ${answer.body}`);
}

/**
 * As much as it takes: each connection sends its next request when it has the answer to the one before. How long answers take
 * then says how many requests there are at once, more than how fast the collector is.
 * @returns {Promise<{ perSecond: number, p50: number, p99: number }>} ms
 */
export async function loadAll(connections, shoppers, batch, events) {
  const times = [];
  const requests = Math.ceil(events / batch);
  let left = requests;
  const began = performance.now();
  await Promise.all(connections.map(async (connection) => {
    while (left-- > 0) {
      const body = shoppers.request(batch);
      const sent = performance.now();
      await send(connection, body);
      times.push(performance.now() - sent);
    }
  }));
  return { perSecond: requests * batch / (performance.now() - began) * 1000, ...percentilesOf(times) };
}

/**
 * As much as is asked for, at times that shoppers don't agree on. An answer's time counts from when its request was to be
 * sent, so that a collector which falls behind can't hide it: whoever waits for a connection waits too.
 * @param {number} rate of events a second
 */
export async function loadAt(connections, shoppers, batch, events, rate) {
  const free = [...connections];
  const waiting = [];
  const times = [];
  const requests = Math.ceil(events / batch);

  return new Promise((resolve, reject) => {
    async function run(connection) {
      for (let due; (due = waiting.shift()) !== undefined;) {
        await send(connection, shoppers.request(batch));
        times.push(performance.now() - due);
      }
      free.push(connection);
      if (times.length === requests) resolve(percentilesOf(times));
    }

    let due = performance.now();
    let sent = 0;
    function tick() {
      for (; sent < requests && due <= performance.now(); sent++, due += -Math.log(1 - Math.random()) * batch / rate * 1000) waiting.push(due);
      while (free.length > 0 && waiting.length > 0) run(free.pop()).catch(reject);
      if (sent < requests) setTimeout(tick, 1);
    }
    tick();
  });
}
