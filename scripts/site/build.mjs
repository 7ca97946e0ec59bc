// Makes the site from the pages of the repository: plain files, for any file server or none.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../prepare.mjs';
import { layout } from './layout.mjs';
import { FILES, placeOf } from './pages.mjs';
import { fileHtml, renderer } from './render.mjs';
import { siteTools } from './tools.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
/** What is searched in, and how: the same in the pages. */
export const { SEARCH } = (() => {
  const window = {};
  new Function('window', readFileSync(path.join(here, 'find.js'), 'utf8'))(window);
  return window;
})();
/** Characters of a part that are kept to be shown. */
const KEPT = 4000;
const BINARY = /\.(svg|png|wasm|gz)$/;

/** @param out folder; what was in it goes @returns how many pages there are @throws Error without npm */
export function buildSite(out) {
  const { reason, MarkdownIt, MiniSearch, miniSearchFile } = siteTools();
  if (reason !== undefined) throw new Error(reason);
  rmSync(out, { recursive: true, force: true });
  const further = new Map();
  const render = renderer(MarkdownIt, (file) => copied(file, out, further));
  const pages = FILES.map((file) => ({ file, ...render(file, readFileSync(path.join(root, file), 'utf8')) }));
  const titles = new Map(pages.map(({ file, title }) => [file, title]));
  const all = [...pages.map((page) => ({ ...page, place: placeOf(page.file) })), ...further.values()];
  for (const page of all) write(out, page.place, layout({ ...page, up: upFrom(page.place) }, titles));
  const search = new MiniSearch(SEARCH.options);
  search.addAll(pages.flatMap(documentsOf));
  write(out, 'search-index.js', `window.SEARCH_INDEX = ${JSON.stringify(search)};\n`);
  for (const name of ['find.js', 'search.js', 'style.css'])
    copyFileSync(path.join(here, name), path.join(out, name));
  copyFileSync(miniSearchFile, path.join(out, 'minisearch.js'));
  return pages.length;
}

const upFrom = (place) => '../'.repeat(place.split('/').length - 1);

function write(out, place, text) {
  const file = path.join(out, place);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function documentsOf({ file, title, parts }) {
  return parts.map(({ heading, anchor, text }, i) => ({
    ...{ id: `${file}#${i}`, title, heading, text: text.trim().replace(/\s+/g, ' ').slice(0, KEPT) },
    place: i === 0 ? placeOf(file) : `${placeOf(file)}#${anchor}`,
  }));
}

/** A file that a page links to and that is no page: shown as text, or copied as it is. A folder: the names in it. */
function copied(file, out, further) {
  const at = path.join(root, file);
  if (BINARY.test(file)) {
    mkdirSync(path.dirname(path.join(out, file)), { recursive: true });
    copyFileSync(at, path.join(out, file));
    return file;
  }
  const place = `files/${file}.html`;
  const text = statSync(at).isDirectory() ? readdirSync(at).join('\n') : readFileSync(at, 'utf8');
  further.set(place, { file, place, title: path.basename(file), html: fileHtml(file, text) });
  return place;
}
