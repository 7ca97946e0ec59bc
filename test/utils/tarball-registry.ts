import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { repository } from './command.js';

/** A registry for npm on this machine. */
export interface TarballRegistry {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves tarballs of our packages as if they were published; for others it sends npm on to the registry that is configured.
 * @param folder with what `npm pack` made
 */
export async function startTarballRegistry(folder: string, others: string): Promise<TarballRegistry> {
  const packages = new Map(readdirSync(folder).map((file) => packed(path.join(folder, file))));
  const server = createServer(({ url = '/' }, response) => {
    const at = decodeURIComponent(url).slice(1);
    const found = packages.get(at);
    const tarball = packages.get(at.replace(/\/-\.tgz$/, ''));
    if (found) response.setHeader('content-type', 'application/json').end(found.document(origin));
    else if (tarball) response.end(tarball.bytes);
    else response.writeHead(302, { location: new URL(url, others).href }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: origin,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Packed {
  readonly bytes: Buffer;
  /** What a registry says of the package. */
  document(origin: string): string;
}

function packed(file: string): [string, Packed] {
  const folder = /^noctiluca-(.+)-\d+\.\d+\.\d+.*\.tgz$/.exec(path.basename(file))?.[1];
  const manifestFile = path.join(repository, 'packages', folder!, 'package.json');
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as { name: string; version: string };
  const { name, version } = manifest;
  const bytes = readFileSync(file);
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  const document = (origin: string) => {
    const dist = { tarball: `${origin}/${name}/-.tgz`, integrity };
    return JSON.stringify({
      name,
      'dist-tags': { latest: version },
      versions: { [version]: { ...manifest, dist } },
    });
  };
  return [name, { bytes, document }];
}
