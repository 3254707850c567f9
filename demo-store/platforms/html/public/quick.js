// "Add" on the list of products: without leaving the page.
document.addEventListener('click', ({ target }) => {
  const id = target.dataset.quick;
  if (id) fetch('/cart/add', { method: 'POST', redirect: 'manual', body: new URLSearchParams({ id, quantity: 1 }) });
});
