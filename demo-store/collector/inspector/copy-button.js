// A button that copies a text, and says so.

import { html } from '/assets/lit-html/lit-html.js';
import { byId } from './dom.js';

const copiedMs = 2000;

/** @param {string} label @param {() => string} textOf */
export function copyButton(label, textOf) {
  async function copy({ currentTarget: button }) {
    await navigator.clipboard.writeText(textOf());
    button.dataset.copied = '';
    byId('said').textContent = `${label}: done`;
    setTimeout(() => {
      delete button.dataset.copied;
      byId('said').textContent = '';
    }, copiedMs);
  }
  return html`<button type="button" class="copy" @click=${copy}>${label}</button>`;
}
