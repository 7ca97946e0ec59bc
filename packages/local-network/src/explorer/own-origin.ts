import type { IncomingHttpHeaders } from 'node:http';

/** Names by which a browser on this machine asks for it. */
const OWN_NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Why a request is not answered; undefined when it is. A web page elsewhere may ask loopback, or have its own name point here:
 * the browser tells by these headers, and what is no browser has its user's rights anyway.
 * @param port where this listens @param isPage the page itself may be reached by a link from anywhere
 */
export function foreignness(headers: IncomingHttpHeaders, port: number, isPage: boolean): string | undefined {
  const hosts = OWN_NAMES.map((name) => `${name}:${port}`);
  if (!hosts.includes(headers.host?.toLowerCase() ?? '')) return `Ask for http://${hosts[0]}`;
  const { origin } = headers;
  if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`)) return OF_OTHERS;
  const site = headers['sec-fetch-site'];
  const isOwn = site === undefined || site === 'same-origin' || site === 'none';
  return isOwn || isPage ? undefined : OF_OTHERS;
}

const OF_OTHERS = 'Pages of others are not answered here';
