/**
 * The six peers every upstream local network had (spec/fluence-cli.md §2.9): public test keys, never to be used off
 * this machine. The port is the one of the WebSocket listener.
 */
export const WELL_KNOWN_PEERS = [
  { wsPort: 9991, seed: 'IsNuLli8JPrUdOaW713lRur9kOY2pLSGn1ri3z0ApMk=' },
  { wsPort: 9992, seed: 'S6VfFcxzSi/C6VjhmDg4KTmRsM1JY1JsJVSwl7KrC7o=' },
  { wsPort: 9993, seed: 'WNofzoAiyN9dCjAaG3vPXT3J3QuqWuHpH7X3or8B0Qw=' },
  { wsPort: 9994, seed: 'x+gOW3qk5SoqMsVVQzc1XVrLkz6Fp7Ta3T4Tdf8VXDY=' },
  { wsPort: 9995, seed: 'jx9loEkBpicuaVy1rrhqjDxLrFBVZ0EqIFF6vGs6Kkw=' },
  { wsPort: 9996, seed: '3H++XB+mJOi9Kb96K9Lvtmu8haFPtwioTowg272k/yA=' },
] as const;

/** First ports of a local network; peer N adds N (spec/fluence-cli.md §2.8, §2.9). */
export const FIRST_WS_PORT = 9991;
export const FIRST_TCP_PORT = 7771;
export const FIRST_HTTP_PORT = 18080;

/** Peers of a local network unless told otherwise. */
export const DEFAULT_PEER_COUNT = 3;
/** Most peers one local network may have. */
export const MAX_PEER_COUNT = 64;
