import { webSockets } from '../libp2p/modules.browser.js';

/** How a client in a browser reaches its relays: ws, or wss from a page of https. */
export const clientTransports = () => [webSockets()];
