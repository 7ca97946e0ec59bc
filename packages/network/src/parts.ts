/**
 * Parts that an embedder gives instead of ours, by what tells them apart. Their types are those of libp2p, which is in our
 * bundle: its packages of types, thirteen, are not installed with this one. libp2p checks what it is given when it starts.
 */

type Method = (...values: never[]) => unknown;

/** A `Transport` of `@libp2p/interface`. */
export interface TransportPart {
  readonly dial: Method;
  readonly createListener: Method;
  readonly listenFilter: Method;
  readonly dialFilter: Method;
}

/** A `ConnectionEncrypter` of `@libp2p/interface`. */
export interface ConnectionEncrypterPart {
  readonly protocol: string;
  readonly secureOutbound: Method;
  readonly secureInbound: Method;
}

/** A `StreamMuxerFactory` of `@libp2p/interface`. */
export interface StreamMuxerPart {
  readonly protocol: string;
  readonly createStreamMuxer: Method;
}
