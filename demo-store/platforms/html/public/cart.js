// The cart page's own script, as a plain shop has it: each click asks the server, the last answer is shown.
const box = document.getElementById('cart');
let asked = 0;
box.addEventListener('click', async ({ target }) => {
  const { step } = target.dataset;
  if (!step) return;
  const line = target.closest('[data-id]');
  const count = line.querySelector('output');
  const quantity = step === 'remove' ? 0 : Math.max(Number(count.textContent) + Number(step), 0);
  count.textContent = quantity;
  const number = ++asked;
  const answer = await fetch('/cart/change', { method: 'POST', body: new URLSearchParams({ id: line.dataset.id, quantity }) });
  const html = await answer.text();
  if (number === asked) box.innerHTML = html;
});
