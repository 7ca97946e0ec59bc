// Which files become pages, in which sections, and where a link leads.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../prepare.mjs';

const below = (folder) =>
  readdirSync(path.join(root, folder))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .map((name) => `${folder}/${name}`);
const packages = readdirSync(path.join(root, 'packages'))
  .map((name) => `packages/${name}/README.md`)
  .filter((file) => existsSync(path.join(root, file)));

/** Pages that a page links to, in its order. */
function linked(index) {
  const text = readFileSync(path.join(root, index), 'utf8');
  const names = [...text.matchAll(/\]\((\w[\w-]*\.md)\)/g)].map(([, name]) => name);
  return [...new Set(names)].map((name) => path.join(path.dirname(index), name));
}

/** The sections of the side bar. */
export const SECTIONS = [
  { title: 'Noctiluca', files: ['README.md'] },
  { title: 'Guide', files: ['docs/guide/README.md', ...linked('docs/guide/README.md')] },
  { title: 'Reference', files: ['docs/reference/README.md', ...linked('docs/reference/README.md')] },
  { title: 'More', files: below('docs') },
  {
    title: 'Working on it',
    files: ['CONTRIBUTING.md', 'SECURITY.md', 'CODE_OF_CONDUCT.md', 'CHANGELOG.md', 'services/README.md'],
  },
  { title: 'Packages', files: packages, isClosed: true },
  { title: 'What upstream does', files: ['docs/spec/README.md', ...below('docs/spec')], isClosed: true },
  { title: 'Decisions', files: below('docs/adr'), isClosed: true },
  {
    title: 'Others',
    files: ['examples/chat/README.md', 'services/registry/README.md', 'services/trust-graph/README.md'],
    isHidden: true,
  },
];

export const FILES = SECTIONS.flatMap(({ files }) => files);

/** Where a page of the repository stands in the site. */
export function placeOf(file) {
  if (file === 'README.md') return 'index.html';
  return file.replace(/README\.md$/, 'index.md').replace(/\.md$/, '.html');
}

/**
 * Where a link of a page leads: another page; a folder with one, or with nothing but pages; any other file, which is copied.
 * @returns path in the site, with the heading @throws Error when there is no such thing
 */
export function target(from, link, copy) {
  const [to, anchor] = link.split('#');
  const suffix = anchor === undefined ? '' : `#${anchor}`;
  const file = to === '' ? from : path.join(path.dirname(from), to).replace(/\/$/, '');
  if (FILES.includes(file)) return placeOf(file) + suffix;
  const at = path.join(root, file);
  if (!existsSync(at)) throw new Error(`${from}: ${link} leads nowhere`);
  return statSync(at).isDirectory() ? folderTarget(file, copy) : copy(file);
}

function folderTarget(folder, copy) {
  const index = `${folder}/README.md`;
  if (FILES.includes(index)) return placeOf(index);
  const first = FILES.find((file) => file.startsWith(`${folder}/`));
  return first === undefined ? copy(folder) : placeOf(first);
}
