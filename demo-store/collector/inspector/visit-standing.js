// How a page stands now: its core, storage and consent, what waits in the browser's queue, and what will never arrive.

import { html, nothing } from '/assets/lit-html/lit-html.js';

const fact = ([label, value, tone = '']) => html`<div data-tone=${tone}><dt>${label}</dt><dd>${value}</dd></div>`;

function deliveryOf({ halted, retryAt, failures }) {
  if (halted) return [`halted by a ${halted}: address or key are wrong`, 'bad'];
  if (retryAt) return [`${failures} failure${failures === 1 ? '' : 's'}, next try at ${new Date(retryAt).toLocaleTimeString('en-GB')}`, 'bad'];
  return ['nothing stands in its way', 'good'];
}

const RECEIVERS = { braze: 'the page’s Braze SDK' };
const CORES = { ready: ['ready', 'good'], starting: ['starting'], stopped: ['stopped', 'bad'] };

/** @param {object} visit @param {boolean} isThere the page is still open */
export function standingView({ status }, isThere) {
  if (!status) return nothing;
  const { core, coreFailure, storage, storageFailure, consent, erasurePending, platforms, unobserved, anonymousId, userId, cartId, tracked, acked, stored, ledger = {}, problems = [], receivers = ['collector'] } = status;
  const lost = Object.entries(ledger);
  const facts = [
    ['core', ...(CORES[core] ?? [`failed: ${coreFailure}`, 'bad'])],
    ['storage', ...(storage === 'memory' ? [`memory only: ${storageFailure}`, 'bad'] : ['IndexedDB', 'good'])],
    ['consent', erasurePending ? `${consent}, an erasure is pending` : consent, consent === 'granted' ? 'good' : 'bad'],
    ['observed by', [...platforms, ...unobserved.map((name) => `${name} (could not be loaded)`)].join(', ') || 'nobody: own calls', unobserved.length > 0 ? 'bad' : ''],
    ['receivers', receivers.map((name) => RECEIVERS[name] ?? name).join(', ')],
    ['waiting in the queue', stored, stored > 0 ? 'warn' : ''],
    ['arrived', `${acked} of ${tracked}`],
    ['delivery', ...deliveryOf(status)],
    ['never arriving', lost.length === 0 ? 'none' : lost.map(([reason, count]) => `${count} ${reason.replaceAll('_', ' ')}`).join(', '), lost.length > 0 ? 'bad' : ''],
    ['cart', cartId ? html`<a href="/inspector/?cart_id=${cartId}">${cartId}</a>` : 'none yet'],
    ['shopper', userId ?? anonymousId ?? 'nobody yet'],
  ];
  return html`<section class="standing-now" aria-label=${isThere ? 'How it stands now' : 'How it stood when it was left'}>
    <h3>${isThere ? 'Now' : 'When it was left'}</h3>
    <dl>${facts.map(fact)}</dl>
    ${problems.length > 0 ? html`<ul class="problems">${problems.map((text) => html`<li>${text}</li>`)}</ul>` : nothing}
  </section>`;
}
