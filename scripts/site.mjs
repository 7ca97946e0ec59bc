// `npm run site`: the documentation as a site, in site/. `-- --serve` serves it on http://localhost:8080 until Ctrl-C.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { root } from './prepare.mjs';
import { buildSite } from './site/build.mjs';

const out = path.join(root, 'site');
const PORT = 8080;
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

console.log(`${buildSite(out)} pages in ${out}; open ${path.join(out, 'index.html')}`);
if (process.argv.includes('--serve')) {
  createServer(answer).listen(PORT, '127.0.0.1', () => console.log(`http://localhost:${PORT}`));
}

async function answer({ url }, response) {
  const { pathname } = new URL(url, 'http://localhost');
  const file = path.join(
    out,
    path.normalize(decodeURIComponent(pathname)),
    pathname.endsWith('/') ? 'index.html' : '',
  );
  const body = await readFile(file).catch(() => undefined);
  const type = `${TYPES[path.extname(file)] ?? 'application/octet-stream'}; charset=utf-8`;
  response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': type }).end(body);
}
