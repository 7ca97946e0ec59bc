// In the page: asks the index as one types. Also opened from a folder, without a server.
const index = MiniSearch.loadJS(window.SEARCH_INDEX, window.SEARCH.options);
const up = document.body.dataset.up;
const [input, list] = [document.getElementById('search'), document.getElementById('found')];
const MOST = 12;
const AROUND = 60;

input.addEventListener('input', show);
input.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') input.value = '';
  if (key === 'Escape') show();
  if (key === 'Enter') list.querySelector('a')?.click();
});
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target === input) return;
  event.preventDefault();
  input.focus();
});

function show() {
  const found = window.SEARCH.find(index, input.value).slice(0, MOST);
  list.replaceChildren(...found.map(item));
  list.hidden = found.length === 0;
}

function item({ title, heading, place, text, terms }) {
  const [line, link, more] = ['li', 'a', 'small'].map((name) => document.createElement(name));
  link.href = up + place;
  link.textContent = heading === title ? title : `${title} › ${heading}`;
  link.addEventListener('click', () => {
    list.hidden = true;
  });
  const at = Math.max(0, text.toLowerCase().indexOf(terms[0]) - AROUND);
  more.textContent = text.slice(at, at + 3 * AROUND);
  link.append(more);
  line.append(link);
  return line;
}
