// From Markdown to the text of a page, and to what search finds in it.
import path from 'node:path';
import { escaped } from './layout.mjs';
import { placeOf, target } from './pages.mjs';

/** The anchor of a heading, as GitHub makes it. */
export function anchorOf(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

/**
 * @param MarkdownIt its constructor
 * @param copy copies a file into the site; returns where it is
 * @returns `(file, markdown) => { title, html, parts }`, where each part is a heading with the text below it
 */
export function renderer(MarkdownIt, copy) {
  const markdown = new MarkdownIt({ html: false, linkify: false });
  return (file, text) => {
    const tokens = markdown.parse(text, {});
    const place = placeOf(file);
    const parts = [];
    for (const [i, token] of tokens.entries()) {
      if (token.type === 'heading_open') {
        const heading = plain(tokens[i + 1]);
        token.attrSet('id', anchorOf(heading));
        parts.push({ heading, anchor: anchorOf(heading), level: token.tag, text: '' });
      } else if (token.type === 'inline') leadLinks(token.children, file, place, copy);
      addText(parts.at(-1), token, tokens[i - 1]);
    }
    const title = parts[0]?.heading ?? path.basename(file);
    const html = markdown.renderer.render(tokens, markdown.options, {});
    return {
      title,
      html: html.replace(/<table>/g, '<div class="table"><table>').replace(/<\/table>/g, '</table></div>'),
      parts,
    };
  };
}

function leadLinks(children, file, place, copy) {
  for (const token of children) {
    const name = token.type === 'link_open' ? 'href' : token.type === 'image' ? 'src' : undefined;
    const link = name === undefined ? undefined : token.attrGet(name);
    if (!link || /^(https?|mailto):/.test(link)) continue;
    const to = target(file, decodeURI(link), copy);
    token.attrSet(name, path.relative(path.dirname(place), to) || path.basename(to));
  }
}

function addText(part, token, before) {
  if (part === undefined || before?.type === 'heading_open') return;
  if (token.type === 'inline') part.text += ` ${plain(token)}`;
  else if (token.type === 'fence') part.text += ` ${token.content}`;
}

function plain({ children }) {
  return children.map(({ type, content }) => (type === 'softbreak' ? ' ' : content)).join('');
}

/** A file that is no page, to be read as it is. */
export function fileHtml(name, text) {
  return `<h1>${escaped(name)}</h1><pre><code>${escaped(text)}</code></pre>`;
}
