/**
 * What a client in a browser takes from libp2p. The build bundles it with the client's entry (`scripts/bundle-browser.mjs`), all
 * but `@noble/curves` and `@noble/hashes`, which the particle brings to a page as well.
 */
export { generateKeyPairFromSeed } from '@libp2p/crypto/keys';
export { identify } from '@libp2p/identify';
export { NotFoundError, StreamMessageEvent, serviceCapabilities } from '@libp2p/interface';
export { noise } from '@libp2p/noise';
export { peerIdFromString } from '@libp2p/peer-id';
export { ping } from '@libp2p/ping';
export { webSockets } from '@libp2p/websockets';
export { yamux } from '@libp2p/yamux';
export { multiaddr } from '@multiformats/multiaddr';
export { createLibp2p } from 'libp2p';
