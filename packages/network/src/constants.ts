import { MAX_PAYLOAD_BYTES } from '@noctiluca/particle';

/** Kademlia of one network; networks do not mix (spec/nox.md §1.3). */
export const kademliaProtocol = (networkId: string): string => `/fluence/kad/${networkId}/1.0.0`;
/** nox's default network (spec/nox.md §1.3). */
export const DEFAULT_NETWORK_ID = 'dar';

/** Any free port on loopback, so that a network built without configuration is not reachable from outside. */
export const DEFAULT_LISTEN = ['/ip4/127.0.0.1/tcp/0', '/ip4/127.0.0.1/tcp/0/ws'] as const;

/** Particles taken and not yet settled by the handler (spec/nox.md §8: particle queue). */
export const INBOUND_QUEUE_SIZE = 128;
/** Bytes of unfinished and waiting frames over all peers. Ours: nox has no such bound; two of its largest frames fit. */
export const MAX_BUFFERED_BYTES = 2 * MAX_PAYLOAD_BYTES;

/** Connections in all, both directions. Ours: nox has no limit, libp2p's 300 is too few for a relay. */
export const MAX_CONNECTIONS = 4096;
/** Connections per peer (spec/nox.md §8: connections per peer). */
export const MAX_CONNECTIONS_PER_PEER = 5;
/** Inbound connections being upgraded. libp2p's 10 refuses a reconnecting crowd; each costs one handshake. */
export const MAX_PENDING_INBOUND = 256;
/** New inbound connections per second and host. libp2p's 5 breaks networks behind one address, local ones above all. */
export const INBOUND_PER_SECOND_PER_HOST = 256;
/** Particle streams per connection and direction. libp2p's defaults are 32 and 64 (spec/feasibility.md); nox: 2^20. */
export const MAX_PARTICLE_STREAMS = 4096;
/** All streams of a connection and direction; above the particle streams so that ping and identify still fit. */
export const MAX_MUXER_STREAMS = MAX_PARTICLE_STREAMS + 256;

/**
 * Streams of a connection that its peer resets before they brought anything: at once, and per second. Ours: an HTTP/2 server's
 * defence against rapid resets. A peer that gives up particles makes some, a flood makes thousands.
 */
export const USELESS_RESETS = { burst: 1000, perSecond: 100 };
/** Streams of a connection that are not particles', for libp2p: at once, and per second. Each costs half a millisecond. */
export const OTHER_STREAMS = { burst: 2000, perSecond: 300 };
/** A peer whose connection was ended for these is refused this long at first, and at most. Milliseconds. */
export const BAN_FIRST_MS = 10_000;
export const BAN_LONGEST_MS = 3_600_000;

/**
 * Answers on a stream whose protocol is not agreed on, and writes of ours on a connection that is not set up: each proposal
 * that we refuse has one. Honest peers propose a handful; libp2p would go on answering for as long as a stream may negotiate.
 */
export const MAX_PROPOSALS = 32;
export const MAX_SETUP_WRITES = 64;

/** Part of the incoming connections, being set up and up, that one address prefix may have: one in so many. */
export const PREFIX_ONE_IN = 4;

/** Negotiation of a stream, and the time a peer has to send a whole frame (spec/nox.md §8: upgrade). Milliseconds. */
export const UPGRADE_TIMEOUT_MS = 10_000;
/** After this a send is given up (spec/nox.md §8: send timeout of one particle). Milliseconds. */
export const SEND_TIMEOUT_MS = 20_000;
/** Dial and connection set-up (spec/nox.md §8: connection set-up). Milliseconds. */
export const SOCKET_TIMEOUT_MS = 20_000;
/** Idle connections are closed (spec/nox.md §8: idle). Pings keep a live one busy. Milliseconds. */
export const IDLE_TIMEOUT_MS = 180_000;
/** Ping of each connection; rust-libp2p's default interval. Milliseconds. */
export const PING_INTERVAL_MS = 15_000;
/**
 * A ping unanswered this long ends the connection; rust-libp2p's default timeout. libp2p's 5 s cuts healthy connections when
 * several peers start on one busy machine. Milliseconds.
 */
export const PING_TIMEOUT_MS = 20_000;
/** Ping streams per connection and direction: libp2p's 1 and 2 turn a slow answer into a failed ping. */
export const MAX_PING_STREAMS = 16;
/**
 * How long a finished outbound stream may stay half-open. js-client never closes its side (its
 * `RelayConnection.connect`), so without this each particle would leave a stream behind. Milliseconds.
 */
export const LINGER_MS = 2_000;
/** Such streams per connection; the oldest is reset then. js-client's muxer refuses all particles at 1000. */
export const MAX_LINGERING = 256;

/**
 * Bytes of particles that a connection has sent and the peer has not taken yet; what comes after waits. A fiftieth of what
 * a peer keeps of unfinished frames, and as much as a line of 300 Mbit/s carries in a tenth of a second.
 */
export const MAX_UNCONFIRMED_BYTES = 4 * 1024 * 1024;
/**
 * Says in identify that its speaker ends its side of a particle's stream when it has taken the particle, and not before;
 * nothing is said over it. nox drops the stream then, js-client never ends it.
 */
export const TAKEN_PROTOCOL = '/noctiluca/taken/1.0.0';

/** Kademlia bucket size and concurrency (spec/nox.md §1.9). */
export const KAD_K = 20;
export const KAD_ALPHA = 3;
/** Kademlia query; a whole discovery may take twice as long (spec/nox.md §1.9). Milliseconds. */
export const KAD_QUERY_TIMEOUT_MS = 3_000;
/** Failed discoveries before a peer is banned, and for how long (spec/nox.md §1.9). */
export const KAD_FAIL_THRESHOLD = 3;
export const KAD_BAN_COOLDOWN_MS = 60_000;
/** Peers whose failures are remembered; the oldest are forgotten first. */
export const MAX_TRACKED_FAILURES = 4096;
/** While a query of the network found nobody beyond the routing table, the table is believed this long. Milliseconds. */
export const SMALL_NETWORK_TTL_MS = 30_000;

/** First pause before a bootstrap node is dialled again, and the longest (spec/nox.md §1.9). Milliseconds. */
export const BOOTSTRAP_INITIAL_DELAY_MS = 1_000;
export const BOOTSTRAP_MAX_DELAY_MS = 60_000;
/** A Kademlia self look-up runs on the first and then on each n-th bootstrap connection (spec/nox.md §8: kad bootstrap). */
export const BOOTSTRAP_FREQUENCY = 3;

/** Contacts in the address book, and addresses of each; the least recently seen go first. */
export const MAX_CONTACTS = 4096;
export const MAX_ADDRESSES_PER_CONTACT = 16;
/** Characters kept of what a peer says it is. */
export const AGENT_MAX_LENGTH = 128;

/** At most one warning about refused connections in this time, milliseconds; metric and trace have all. */
export const REFUSAL_WARNING_PAUSE_MS = 1000;

/** What became of a particle, told to whoever brought it (docs/adr/020). Ours: nox and js-client do not speak it. */
export const NOTICE_PROTOCOL = '/noctiluca/notice/1.0.0';

/** A notice as it is sent, bytes; a longer one is not sent, and not read. */
export const MAX_NOTICE_BYTES = 8 * 1024;
/** Its text, characters; what is longer is cut. */
export const MAX_NOTICE_TEXT = 400;
/** Its code, characters. */
export const MAX_NOTICE_CODE = 40;
/** Its signature, bytes. */
export const MAX_NOTICE_SIGNATURE = 128;

/** Notices per second of a connection and direction, and how many may come at once; others are given up. */
export const NOTICES = { burst: 64, perSecond: 32 };
/** Streams of notices per connection and direction. */
export const MAX_NOTICE_STREAMS = 16;
/** Sending one, and receiving one, milliseconds. */
export const NOTICE_TIMEOUT_MS = 5_000;
