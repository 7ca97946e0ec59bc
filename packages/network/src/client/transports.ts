import { tcp, webSockets } from '../libp2p/modules.js';

/** How a client reaches its relays. */
export const clientTransports = () => [webSockets(), tcp()];
