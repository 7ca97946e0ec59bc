// What stands around the text of a page.
import { placeOf, SECTIONS } from './pages.mjs';

export const escaped = (text) =>
  text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char]);

/**
 * @param page `{ file, title, html, up }`: `up` leads from the page to the root of the site
 * @param titles of all pages, by file
 */
export function layout({ file, title, html, up }, titles) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} – Noctiluca</title>
<link rel="stylesheet" href="${up}style.css">
</head>
<body data-up="${up}">
<header>
<a href="${up}index.html">Noctiluca</a>
<input id="search" type="search" placeholder="Search" aria-label="Search" autocomplete="off">
<ol id="found" hidden></ol>
</header>
<nav>${SECTIONS.filter(({ isHidden }) => !isHidden)
    .map((section) => sectionHtml(section, file, up, titles))
    .join('')}</nav>
<main>${html}</main>
<script src="${up}minisearch.js"></script>
<script src="${up}find.js"></script>
<script src="${up}search-index.js"></script>
<script src="${up}search.js"></script>
</body>
</html>
`;
}

function sectionHtml({ title, files, isClosed }, here, up, titles) {
  const isOpen = !isClosed || files.includes(here);
  const links = files.map((file) => {
    const current = file === here ? ' aria-current="page"' : '';
    return `<li><a href="${up}${placeOf(file)}"${current}>${escaped(titles.get(file))}</a></li>`;
  });
  return `<details${isOpen ? ' open' : ''}><summary>${title}</summary><ul>${links.join('')}</ul></details>`;
}
