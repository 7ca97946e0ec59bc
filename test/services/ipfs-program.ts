import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceConfig } from '@noctiluca/marine';
import { serviceConfig } from './services.js';
import type { WorkFolder } from './work-folder.js';

/** A program that takes the command lines of `ipfs` and notes them. */
export interface IpfsProgram {
  readonly path: string;
  readonly peerId: string;
  /** Where its contents are, by CID. */
  readonly store: string;
  /** Its command lines so far. */
  runs(): string[];
}

const PEER_ID = '12D3KooWNbZKaPWRZ8wgjGvrxdJFz9Fq5uVwkR6ERV1f74HhPdyB';

/** Contents under their SHA-256, in CIDs written as hex: `raw` for files, `dag-json` for nodes. */
export function makeIpfsProgram(folder: string): IpfsProgram {
  const store = join(folder, 'ipfs-store');
  const path = join(folder, 'ipfs');
  const log = join(folder, 'ipfs.log');
  mkdirSync(store);
  writeFileSync(
    path,
    `#!/bin/sh
echo "$*" >> '${log}'
fail() { echo "Error: $*" >&2; exit 1; }
keep() { cid="$1$(sha256sum < "$2" | cut -c 1-64)"; cp "$2" "${store}/$cid"; echo "$cid"; }
file() { [ -e "${store}/$1" ] || fail "ipld: could not find $1"; }
case "$1 $2" in
  'add -Q') keep f01551220 "$3" ;;
  'dag put') keep f01a9021220 "$3" ;;
  'dag get') file "$3"; cat "${store}/$3" ;;
  'get -o') file "$4"; cp -R "${store}/$4" "$3" ;;
  'cat '*) file "$2"; cat "${store}/$2" ;;
  'swarm connect') echo "connect \${3##*/} success" ;;
  'id '*) echo '{"ID":"${PEER_ID}","Addresses":null}' ;;
  *) fail "unknown command $1" ;;
esac
`,
  );
  chmodSync(path, 0o755);
  const runs = () => (existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []);
  return { path, peerId: PEER_ID, store, runs };
}

/** The service over its own storage, with that program as `ipfs`: for the effector only, as a peer allows it. */
export function ipfsConfig(serviceId: string, ipfs: string, folder: WorkFolder): ServiceConfig {
  const { modules } = serviceConfig('aqua-ipfs', { mappedDirs: folder.mappedDirs(serviceId) });
  return {
    serviceId,
    modules: modules.map(({ config, wasm }) => ({
      wasm,
      config: config.name === 'ipfs_effector' ? { ...config, mountedBinaries: { ipfs } } : config,
    })),
  };
}
