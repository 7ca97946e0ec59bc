import type { Env, Hono } from 'hono';
import { NO_PAGE_HERE } from './find-page.js';
import { PAGE_HEADERS } from './headers.js';
import { pageFile } from './page-files.js';

/**
 * Serves the explorer's page, which asks the origin that it comes from: a peer shows itself.
 * @param page folder of its files, undefined while it is not there
 */
export function addPage<E extends Env>(routes: Hono<E>, page: () => string | undefined): void {
  async function answer(path: string): Promise<Response> {
    const folder = page();
    if (folder === undefined) return said(NO_PAGE_HERE);
    const file = await pageFile(folder, path);
    if (file === undefined) return said('No such file');
    const headers = { ...PAGE_HEADERS, 'content-type': file.type, 'cache-control': file.cacheControl };
    return new Response(file.bytes, { headers });
  }

  routes.get('/', () => answer('/'));
  routes.get('/assets/:file', (c) => answer(c.req.path));
}

function said(sentence: string): Response {
  return new Response(sentence, { status: 404, headers: { 'content-type': 'text/plain; charset=UTF-8' } });
}
