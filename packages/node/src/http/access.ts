import { timingSafeEqual } from 'node:crypto';
import { sha256 } from '@noctiluca/common/sha256';
import type { MiddlewareHandler } from 'hono';
import { isKnownHost, isLoopback } from './known-hosts.js';
import { isOfPage } from './page/paths.js';

/** Who is answered what. */
export interface HttpAccess {
  /** Who gets `/config` and `/api` without a token, and the page where there is none. */
  readonly api: 'loopback' | 'any';
  /** Names of this peer besides addresses and names of private networks; `*` for any. */
  readonly hosts: readonly string[];
  /** Whoever brings it gets them too. @default there is none */
  readonly token?: string;
}

const DEFAULT_ACCESS: HttpAccess = { api: 'loopback', hosts: [] };

/** What the server of `@hono/node-server` hands over; nothing in a test. */
export interface Bindings {
  readonly incoming?: { readonly socket: { readonly remoteAddress?: string } };
}

/** Refuses names that are not this peer's, and keeps what is inside from those who may not see it. */
export function guard({ api, hosts, token }: HttpAccess = DEFAULT_ACCESS): MiddlewareHandler<{
  Bindings: Bindings;
}> {
  const isToken = tokenCheck(token);
  return async (c, next) => {
    if (!isKnownHost(c.req.header('host'), hosts)) {
      return c.text('This is no name of this peer: noctiluca.http_hosts says which it has', 421);
    }
    const isData = c.req.path === '/config' || c.req.path.startsWith('/api/');
    if (isData && isOfAnotherPage(c.req.header('sec-fetch-site')))
      return c.text('Pages of others are not answered here', 403);
    // The page itself says nothing, and asks for the token where there is one.
    const isInner = isData || (token === undefined && isOfPage(c.req.path));
    const isOpen = api === 'any' || isLoopback(c.env?.incoming?.socket.remoteAddress);
    if (!isInner || isOpen || isToken(c.req.header('authorization'))) return next();
    if (token === undefined) {
      const how = 'noctiluca.http_token lets in whoever brings it, noctiluca.http_api = "any" everybody';
      return c.text(`Only this machine is answered here: ${how}`, 403);
    }
    const reason = 'Send the token of this peer (noctiluca.http_token) as "Authorization: Bearer <token>"';
    return c.text(reason, 401, { 'www-authenticate': 'Bearer realm="noctiluca"' });
  };
}

/** A browser says so of what it asks for another site's page, or another port's, which cannot read it anyway. */
function isOfAnotherPage(site: string | undefined): boolean {
  return site === 'cross-site' || site === 'same-site';
}

/** Digests are compared, in a time that says nothing of how much was right. */
function tokenCheck(token: string | undefined): (authorization: string | undefined) => boolean {
  if (token === undefined) return () => false;
  const wanted = sha256(token);
  return (authorization) => {
    const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
    return given !== undefined && timingSafeEqual(sha256(given), wanted);
  };
}
