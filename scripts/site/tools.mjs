// What makes the site, from npm: nobody else needs it (docs/adr/027-the-site.md).
import { createRequire } from 'node:module';
import path from 'node:path';
import { cacheFolder, fromNpm } from '../from-npm.mjs';

const manifest = { private: true, dependencies: { 'markdown-it': '15.0.3', minisearch: '7.2.0' } };
const folder = cacheFolder('site-1');

/** @returns `{ MarkdownIt, MiniSearch, miniSearchFile }`, or `{ reason }` where npm is out of reach @throws Error as `fromNpm` */
export function siteTools() {
  const reason = fromNpm(folder, manifest);
  if (reason !== undefined) return { reason };
  const require = createRequire(path.join(folder, 'package.json'));
  const MarkdownIt = require('markdown-it');
  const MiniSearch = require('minisearch');
  return {
    MarkdownIt: MarkdownIt.default ?? MarkdownIt,
    MiniSearch: MiniSearch.default ?? MiniSearch,
    miniSearchFile: path.join(folder, 'node_modules', 'minisearch', 'dist', 'umd', 'index.js'),
  };
}
