// A router in plain words: links change the address at once, the page follows when its data is there.
const view = document.getElementById('view');

async function show() {
  const path = location.pathname;
  const answer = await fetch(path.replace('/app/', '/app/data/'));
  const { title, jsonLd, variants } = await answer.json();
  if (path !== location.pathname) return;
  document.title = title;
  document.getElementById('page-data')?.remove();
  if (jsonLd) {
    const script = document.createElement('script');
    script.type = 'application/ld+json';
    script.id = 'page-data';
    script.textContent = JSON.stringify(jsonLd);
    document.head.append(script);
  }
  view.innerHTML = `<h1 data-test="title">${title}</h1>`;
  for (const { id, title: name } of variants) {
    const button = document.createElement('button');
    button.textContent = name;
    button.dataset.test = `variant-${id}`;
    button.onclick = () => history.replaceState(null, '', `?variant=${id}`);
    view.append(button);
  }
}

document.querySelector('nav').addEventListener('click', (event) => {
  const link = event.target.closest('a');
  if (!link) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  show();
});
addEventListener('popstate', show);
show();
