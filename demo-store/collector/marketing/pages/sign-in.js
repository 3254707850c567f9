// The form that asks for a token.

import { html, nothing } from '/assets/lit-html/lit-html.js';

/** @param {{ error: string | null, onToken: (token: string) => void }} parts */
export function signInForm({ error, onToken }) {
  function submit(event) {
    event.preventDefault();
    const token = new FormData(event.currentTarget).get('token').trim();
    if (token) onToken(token);
  }
  return html`
    <main class="sign-in">
      <h1>Who left what, and what came back</h1>
      <p>Carts, checkouts, customers and orders of your shop, as its collector knows them. To see them, sign in with an access token.</p>
      <form @submit=${submit}>
        <label for="token">Access token</label>
        <input id="token" name="token" type="password" autocomplete="off" spellcheck="false" required aria-describedby="token-help ${error ? 'token-error' : ''}">
        ${error ? html`<p id="token-error" class="error" role="alert">${error}</p>` : nothing}
        <button type="submit" class="solid">Sign in</button>
      </form>
      <div id="token-help" class="help">
        <p>It comes from whoever runs your collector, who makes one with <code>KAGO_TOKENS</code>, or gets one of an hour at <code>/oauth/token</code>. It is kept in this tab only. With <code>npm start</code> it is <code>demo</code>.</p>
        <table>
          <caption>What it has to be allowed, by scope</caption>
          <tbody>
            <tr><th scope="row"><code>read_carts</code></th><td>carts, message preview, the funnel</td></tr>
            <tr><th scope="row"><code>read_orders</code></th><td>abandoned checkouts, orders, the recovery rate</td></tr>
            <tr><th scope="row"><code>read_customers</code></th><td>customers and figures, names and addresses everywhere</td></tr>
          </tbody>
        </table>
        <p>With fewer scopes you see fewer pages.</p>
      </div>
    </main>`;
}
