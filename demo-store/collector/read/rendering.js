// Renders templates in a process of its own, one after the other. A template may be made to take for ever, and all memory,
// in ways that no counting of loops finds (a search in a text of its own making): it has a time and a memory, and then the
// process ends. Not a thread: one that needs half a gigabyte at once takes the whole program along.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ClientError } from '../errors.js';
import { limits } from '../limits.js';

const SCRIPT = fileURLToPath(new URL('./rendering-process.js', import.meta.url));
const TOO_LONG = { error: `The template takes longer than ${limits.templateMs} ms to render.` };
const TOO_LARGE = { error: 'The template takes more memory than a message may.' };

/** Knows nothing of this one: no variable of its environment, no file that it has open. */
async function begin() {
  const child = fork(SCRIPT, { execArgv: [`--max-old-space-size=${limits.templateHeapMb}`], env: {}, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const ended = once(child, 'exit').then(() => { throw new Error('the process for templates has not begun'); });
  await Promise.race([once(child, 'message'), ended]);
  // It ends between two templates: then the next one begins another.
  child.on('error', () => {});
  // Whoever only waits for the next template keeps no program going.
  child.unref();
  child.channel.unref();
  return child;
}

/** One message. @returns {Promise<object>} TOO_LONG or TOO_LARGE: the process is no more */
function renderIn(child, template, context, cartOf) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(() => resolve(TOO_LONG)), 2 * limits.templateMs);
    function end(settle) {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit);
      settle();
    }
    const onExit = () => end(() => resolve(TOO_LARGE));
    function onMessage({ wants, ...result }) {
      if (wants === undefined) return end(() => resolve(result));
      try {
        return child.send({ cart: cartOf(wants) ?? null });
      } catch (error) {
        return end(() => reject(error));
      }
    }
    child.on('message', onMessage).on('exit', onExit);
    child.send({ template, context });
  });
}

export function createRendering() {
  /** @type {Promise<import('node:child_process').ChildProcess> | null} begins with the first who asks */
  let running = null;
  let last = Promise.resolve();
  let waiting = 0;

  async function stop() {
    const stopped = running;
    running = null;
    (await stopped?.catch(() => null))?.kill('SIGKILL');
  }

  async function started() {
    const child = await running;
    if (child?.connected && child.exitCode === null && child.signalCode === null) return child;
    running = begin();
    return running;
  }

  /** The time begins once the process has: to load the engine isn't the template's fault. */
  async function renderOnce(...message) {
    let result;
    try {
      result = await renderIn(await started(), ...message);
    } finally {
      if (result === undefined || result === TOO_LONG || result === TOO_LARGE) await stop();
    }
    return result;
  }

  /** A process that somebody else has ended is no fault of the template's either. */
  async function renderNow(...message) {
    const result = await renderOnce(...message);
    return result === TOO_LARGE ? renderOnce(...message) : result;
  }

  return {
    /**
     * @param {string} template @param {{ event: object, attributes: object }} context JSON, as liquid.js has it
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

    close: stop,
  };
}
