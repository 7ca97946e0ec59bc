/**
 * One Fluence peer.
 *
 * ```ts
 * import { createNode, loadConfig } from '@noctiluca/node';
 *
 * const { config } = await loadConfig({ arguments: { listen_ip: '127.0.0.1', tcp_port: 0, websocket_port: 0, http_port: 0 } });
 * const node = createNode(config);
 * await node.start(new AbortController().signal);
 * console.log(node.peerId, node.httpUrl);
 * await node.stop(AbortSignal.timeout(10_000));
 * ```
 */
export type { Subnets, SubnetWorker } from '@noctiluca/host';
export { parsePeerArguments, peerHelp } from './config/arguments.js';
export { avmInit, hostInit, networkInit } from './config/inits.js';
export { configJsonSchema } from './config/json-schema.js';
export { parseKeyText, readKeyFile, readOrCreateKeyFile } from './config/keys.js';
export { mergeLayers } from './config/layers.js';
export { type ConfigSources, loadConfig } from './config/load.js';
export type { NodeConfig, NodeDirectories } from './config/node-config.js';
export { checkConfig } from './config/parse.js';
export { printConfig } from './config/print.js';
export { type ResolveOptions, resolveConfig } from './config/resolve.js';
export type { ParsedConfig, RawConfig } from './config/schema.js';
export { formatDuration, parseDuration } from './config/units.js';
export { createNode } from './create-node.js';
export { NodeError, type NodeErrorCode } from './errors.js';
export { NO_PAGE_HERE } from './http/page/find-page.js';
export { PAGE_HEADERS } from './http/page/headers.js';
export { type PageFile, pageFile } from './http/page/page-files.js';
export { createLogger } from './logger.js';
export type { Node, NodeOptions, NodeParts } from './node.js';
export { AVM_VERSION, NODE_VERSION } from './version.js';
