/**
 * Everything taken from libp2p, in one place: the build bundles this one file (`scripts/bundle-libp2p.mjs`), because
 * libp2p is five hundred modules and loading them one by one takes most of a peer's start.
 */
import '../polyfill.js';

export { generateKeyPairFromSeed } from '@libp2p/crypto/keys';
export { identify, identifyPush } from '@libp2p/identify';
export { NotFoundError, StreamMessageEvent, serviceCapabilities } from '@libp2p/interface';
export { kadDHT, passthroughMapper, removePrivateAddressesMapper } from '@libp2p/kad-dht';
export { mplex } from '@libp2p/mplex';
export { noise } from '@libp2p/noise';
export { peerIdFromString } from '@libp2p/peer-id';
export { ping } from '@libp2p/ping';
export { tcp } from '@libp2p/tcp';
export { webSockets } from '@libp2p/websockets';
export { yamux } from '@libp2p/yamux';
export { multiaddr } from '@multiformats/multiaddr';
export { createLibp2p } from 'libp2p';
