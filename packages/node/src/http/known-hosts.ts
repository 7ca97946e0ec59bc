import { isIP } from 'node:net';

/** Endings that no public name server answers for (RFC 6761, 6762, 8375; ICANN's `internal`). */
const PRIVATE_ENDINGS = ['localhost', 'local', 'internal', 'home.arpa', 'test'];

/**
 * Whether a `Host` may be this peer's. A web page that has its own name point here (DNS rebinding) sends that name, so
 * addresses, names of one label and names of private networks are taken, and those that are configured.
 * @param host with or without a port; undefined when there is none, which no browser does @param names `*` for any
 */
export function isKnownHost(host: string | undefined, names: readonly string[]): boolean {
  if (host === undefined || names.includes('*')) return true;
  const name = nameIn(host);
  if (isIP(name) !== 0 || names.some((known) => known.toLowerCase() === name)) return true;
  if (!name.includes('.')) return /^[\w-]+$/.test(name);
  return PRIVATE_ENDINGS.some((ending) => name.endsWith(`.${ending}`));
}

function nameIn(host: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d*)?$/.exec(host)?.[1];
  return bracketed ?? host.replace(/:\d*$/, '').replace(/\.$/, '').toLowerCase();
}

/** Whether somebody on this machine asks; without a socket it is this process. @param address of the socket's other end */
export function isLoopback(address: string | undefined): boolean {
  return address === undefined || address === '::1' || /^(?:::ffff:)?127\./.test(address);
}
