import type { InitCall, PackageDistro } from '@noctiluca/deployment';
import type { Assets } from '../assets.js';
import { IPFS_BINARY_PATH, IPFS_MULTIADDR } from '../constants.js';
import { missingAssets } from './missing-assets.js';

export interface AquaIpfsSettings {
  /** API of the IPFS daemon as other peers reach it. @default '/ip4/127.0.0.1/tcp/5001' */
  readonly externalApiMultiaddr?: string;
  /** API of the IPFS daemon as this peer reaches it. @default '/ip4/127.0.0.1/tcp/5001' */
  readonly localApiMultiaddr?: string;
  /** Executable that talks to it. @default '/usr/bin/ipfs' */
  readonly ipfsBinaryPath?: string;
  /** Whether there is such an executable. @default true */
  readonly hasBinary?: boolean;
}

const NAME = 'aqua-ipfs';
const VERSION = '0.6.0';
/** The module that runs the executable. */
const EFFECTOR = 'ipfs_effector';

/**
 * IPFS for services and scripts (spec/services.md §4). Its addresses are given at each start, as upstream does (spec/nox.md
 * §6.3): the external one is checked against the daemon, so that a peer whose daemon is down says so.
 */
export function aquaIpfsPackage(settings: AquaIpfsSettings, assets: Assets): PackageDistro {
  const {
    externalApiMultiaddr: external = IPFS_MULTIADDR,
    localApiMultiaddr: local = IPFS_MULTIADDR,
    ipfsBinaryPath: ipfs = IPFS_BINARY_PATH,
    hasBinary = true,
  } = settings;
  const modules = assets.modules(NAME);
  const base = { name: NAME, version: VERSION, spells: [] };
  if (modules === undefined) return { ...base, services: [], unavailable: missingAssets(NAME) };
  const lacking = `there is no executable ${ipfs}: install IPFS (Kubo), or name yours in system_services.aqua_ipfs.ipfs_binary_path`;
  return {
    ...base,
    ...(hasBinary ? {} : { unavailable: lacking }),
    services: [{ name: NAME, modules, config: { binaries: { [EFFECTOR]: { ipfs } } } }],
    init: {
      config: { local, external },
      reinitialise: 'always',
      attemptAll: true,
      calls: () => ({
        calls: [call('set_local_api_multiaddr', local), call('set_external_api_multiaddr', external)],
      }),
    },
  };
}

function call(functionName: string, multiaddr: string): InitCall {
  return { id: functionName, service: NAME, functionName, args: [multiaddr] };
}
