// The rows of the filter form that name a property each: a path and a value.

import { html, render } from '/assets/lit-html/lit-html.js';
import { repeat } from '/assets/lit-html/directives/repeat.js';
import { keepFocus } from './dom.js';

const inputTemplate = (row, name, { label, placeholder, list = '' }) => html`<input aria-label=${label} placeholder=${placeholder} list=${list}
  maxlength="255" spellcheck="false" autocomplete="off" .value=${row[name]} @input=${({ target }) => { row[name] = target.value; }}>`;

/** @param {HTMLElement} container @param {() => void} onRemove */
export function createProperties(container, onRemove) {
  let made = 0;
  let rows = [];

  function remove(row) {
    rows = rows.filter((other) => other !== row);
    draw();
    onRemove();
  }

  const template = (row, i) => html`<div class="property">
    ${inputTemplate(row, 'path', { label: `Path ${i + 1}`, placeholder: 'properties.currency', list: 'paths' })}
    <span aria-hidden="true">=</span>
    ${inputTemplate(row, 'value', { label: `Value ${i + 1}`, placeholder: 'EUR' })}
    <button type="button" aria-label="Remove property ${i + 1}" @click=${() => remove(row)}>×</button>
  </div>`;

  function draw() {
    keepFocus(container, () => render(html`${repeat(rows, ({ key }) => key, template)}`, container));
  }

  const make = (path, value) => ({ key: made += 1, path, value });

  return {
    add() {
      rows.push(make('', ''));
      draw();
      container.lastElementChild.querySelector('input').focus();
    },
    /** @param {string[]} conditions each `path=value` */
    set(conditions) {
      rows = conditions.map((condition) => make(condition.split('=', 1)[0], condition.slice(condition.indexOf('=') + 1)));
      draw();
    },
    read: () => rows.filter(({ path }) => path.trim() !== '').map(({ path, value }) => `${path.trim()}=${value}`),
  };
}
