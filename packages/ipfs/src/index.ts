/**
 * IPFS for a local network: files by CID on this machine behind the RPC of Kubo, a client of that RPC, and a program that
 * stands in for `ipfs`.
 *
 * ```ts
 * import { createKuboClient, createKuboRpc, IpfsStore } from '@noctiluca/ipfs';
 *
 * const store = new IpfsStore({ dir: '.fluence/ipfs' });
 * const rpc = createKuboRpc({ port: 5001 }, { store, peerId });
 * await store.start();
 * await rpc.start(signal);
 *
 * const cid = await createKuboClient({ api: rpc.multiaddr }).add(new TextEncoder().encode('hello'));
 * ```
 *
 * @packageDocumentation
 */
export { KUBO_RPC_PORT } from './constants.js';
export { IpfsError, type IpfsErrorCode } from './errors.js';
export { IpfsStore, type IpfsStoreInit } from './ipfs-store.js';
export { createKuboClient, type KuboClient, type KuboClientInit } from './kubo-client.js';
export { rpcMultiaddr, rpcUrl } from './multiaddr.js';
export { ipfsProgram } from './program.js';
export { createKuboRpc, type KuboRpc, type KuboRpcInit } from './rpc/kubo-rpc.js';
