// Renders templates on a thread of its own, one after the other. A template may be made to take for ever, in ways that no
// counting of loops finds (a search in a text of its own making): it has a time and a memory, and then the thread ends. Who
// stores an event waits for none of that.

import { Worker } from 'node:worker_threads';
import { ClientError } from '../errors.js';
import { limits } from '../limits.js';

const SCRIPT = new URL('./rendering-worker.js', import.meta.url);
const MEMORY = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 };
const TOO_LONG = { error: `The template takes longer than ${limits.templateMs} ms to render.` };
const TOO_LARGE = { error: 'The template takes more memory than a message may.' };

export function createRendering() {
  /** @type {Promise<Worker> | null} begins with the first who asks */
  let ready = null;
  let last = Promise.resolve();
  let waiting = 0;

  function begin() {
    const worker = new Worker(SCRIPT, { resourceLimits: MEMORY });
    const begun = new Promise((resolve, reject) => {
      worker.once('message', () => resolve(worker)).once('error', reject);
    });
    // Another one may have begun until it has ended.
    const forget = () => { if (ready === begun) ready = null; };
    worker.once('exit', forget).on('error', forget);
    return begun;
  }

  /** The time begins once the thread has: to load the engine isn't the template's fault. */
  async function renderNow(template, context, cartOf) {
    ready ??= begin();
    const worker = await ready;
    worker.ref();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => end(TOO_LONG), 2 * limits.templateMs);
      function end(result, error) {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError);
        if (result === TOO_LONG || error) {
          ready = null;
          worker.terminate();
        } else worker.unref();
        if (error) reject(error);
        else resolve(result);
      }
      const onError = (error) => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? end(TOO_LARGE) : end(null, error));
      function onMessage({ wants, ...result }) {
        if (wants === undefined) return end(result);
        try {
          return worker.postMessage({ cart: cartOf(wants) ?? null });
        } catch (error) {
          return end(null, error);
        }
      }
      worker.on('message', onMessage).on('error', onError);
      worker.postMessage({ template, context });
    });
  }

  return {
    /**
     * @param {string} template @param {object} context JSON, what the event of the message says
     * @param {(id: string) => object | undefined} cartOf
     * @returns {ReturnType<import('./liquid.js').render>}
     */
    async render(template, context, cartOf) {
      if (waiting >= limits.templatesWaiting) throw Object.assign(new ClientError(429, 'rate_limited', 'Too many previews at once; try again later.'), { retryAfterS: 1 });
      waiting += 1;
      const rendered = last.then(() => renderNow(template, context, cartOf));
      last = rendered.catch(() => {}).finally(() => { waiting -= 1; });
      return rendered;
    },

    close: async () => (await ready?.catch(() => null))?.terminate(),
  };
}
