import { IpfsError } from './errors.js';

/** Host part of a multiaddr to that of a URL. */
const HOSTS: Readonly<Record<string, (value: string) => string>> = {
  ip4: (value) => value,
  ip6: (value) => `[${value}]`,
  dns: (value) => value,
  dns4: (value) => value,
  dns6: (value) => value,
};

/**
 * Base address of an RPC: `/ip4/127.0.0.1/tcp/5001` is `http://127.0.0.1:5001`; `/https`, `/tls/http` and port 443 make
 * it `https`. A peer id at the end is left out.
 * @throws IpfsError `INVALID`
 */
export function rpcUrl(multiaddr: string): string {
  const [, kind = '', host = '', tcp, port = '', ...rest] = multiaddr.split('/');
  const toHost = Object.hasOwn(HOSTS, kind) ? HOSTS[kind] : undefined;
  const isPort = /^\d{1,5}$/.test(port) && Number(port) <= 65_535;
  if (
    multiaddr.startsWith('/') &&
    toHost !== undefined &&
    tcp === 'tcp' &&
    isPort &&
    /^[\w.:-]+$/.test(host)
  ) {
    const isSecure = rest.includes('https') || rest.includes('tls') || port === '443';
    return `${isSecure ? 'https' : 'http'}://${toHost(host)}:${port}`;
  }
  throw new IpfsError(
    'INVALID',
    `"${multiaddr.slice(0, 200)}" is no address of an IPFS RPC; write it like /ip4/127.0.0.1/tcp/5001`,
  );
}

/** The other way round, for the addresses a server listens on. */
export function rpcMultiaddr(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  const isSecure = protocol === 'https:';
  const kind = hostname.startsWith('[') ? 'ip6' : /^[\d.]+$/.test(hostname) ? 'ip4' : 'dns4';
  const host = hostname.replace(/^\[|\]$/g, '');
  return `/${kind}/${host}/tcp/${port || (isSecure ? 443 : 80)}${isSecure ? '/https' : ''}`;
}
