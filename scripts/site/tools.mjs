// What makes the site, from npm, into a folder of the user's cache once: nobody else needs it (docs/adr/027-the-site.md).
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const PACKAGES = { 'markdown-it': '15.0.3', minisearch: '7.2.0' };
const cache = process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache');
const folder = path.join(cache, 'noctiluca', 'site-1');

/** @returns `{ MarkdownIt, MiniSearch, miniSearchFile }` @throws Error when npm could not install them */
export function siteTools() {
  if (!existsSync(path.join(folder, 'node_modules', 'minisearch'))) install();
  const require = createRequire(path.join(folder, 'package.json'));
  const MarkdownIt = require('markdown-it');
  const MiniSearch = require('minisearch');
  return {
    MarkdownIt: MarkdownIt.default ?? MarkdownIt,
    MiniSearch: MiniSearch.default ?? MiniSearch,
    miniSearchFile: path.join(folder, 'node_modules', 'minisearch', 'dist', 'umd', 'index.js'),
  };
}

function install() {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: PACKAGES }));
  const flags = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, stderr } = spawnSync('npm', ['install', ...flags], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm could not install what makes the site: ${stderr}`);
}
