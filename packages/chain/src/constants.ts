/** Id of upstream's local chain, and ports where its clients look for it (spec/deals.md §1). */
export const CHAIN_ID = 31_337;
export const RPC_PORT = 8545;
export const INDEXER_PORT = 8000;
export const INDEXER_PATH = '/subgraphs/name/fluence-deal-contracts';

/** Seconds of an epoch, as the contract `Core` has it. */
export const EPOCH_SEC = 15;

/** Wei per gas. ethers 6 takes 0 for none; 7 stays 7 by the rule of EIP-1559 (spec/deals.md §2). */
export const BASE_FEE_WEI = 7;

/** Contracts at the addresses that upstream's clients have inside of them. */
export const ADDRESSES = {
  token: '0x5FbDB2315678afecb367f032d93F642f64180aa3',
  multicall: '0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512',
  core: '0x0B306BF915C4d645ff596e518fAf3F9669b97016',
  market: '0x3Aa5ebB10DC797CAC828524e59A333d0A371443c',
  capacity: '0xc6e7DF5E7b4f2A278906862b61205850344D4e7d',
  dealFactory: '0x59b670e9fA9D0A427751Af201D676719a970857b',
  diamond: '0xa85233C63b9Ee964Add6F2cffe00Fd84eb32338f',
} as const;

/** Nobody, or anybody. */
export const NO_ADDRESS = `0x${'0'.repeat(40)}`;

/** Latest blocks of a local chain whose state can be asked for. Ours: they are in memory, a few MB after hundreds of transactions. */
export const READABLE_BLOCKS = 16;

/** How often a peer's deals are read at another block when they are not to be had at one. Ours. */
export const LISTING_ATTEMPTS = 3;

/** A request to the RPC or to an indexer, milliseconds; its answer, bytes. Ours. */
export const REQUEST_TIMEOUT_MS = 10_000;
export const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** Until anvil listens, milliseconds. Ours: it takes a tenth of a second. */
export const START_TIMEOUT_MS = 20_000;

/** After how many milliseconds a transaction is on the disk, and blocks without any. Ours. */
export const SAVE_PERIOD_MS = 2000;
export const IDLE_SAVE_PERIOD_MS = 300_000;
/** How often a state is asked for that no block comes into meanwhile. Ours. */
export const SAVE_ATTEMPTS = 10;

/** Kept state, in bytes; a chain that has grown beyond makes no more empty blocks. Ours: blocks of a week. */
export const MAX_STATE_BYTES = 8 * 1024 * 1024;
/** What is read of it, with what transactions have added since: in bytes of the file, and of anvil's answer. Ours. */
export const MAX_STATE_FILE_BYTES = 512 * 1024 * 1024;
/** Until anvil has put its state together, milliseconds. Ours. */
export const STATE_TIMEOUT_MS = 120_000;

/** A query of the indexer: body and text in bytes, tokens, fields below fields, conditions below conditions and of one filter. Ours. */
export const MAX_QUERY_BODY_BYTES = 1024 * 1024;
export const MAX_QUERY_TOKENS = 10_000;
export const MAX_QUERY_DEPTH = 16;
export const MAX_FILTER_CONDITIONS = 10_000;

/** Fields that one answer of the indexer is made of. Ours. */
export const MAX_ANSWER_FIELDS = 1_000_000;

/** Entities of one list; of one that says nothing. The Graph's. */
export const MAX_FIRST = 1000;
export const DEFAULT_FIRST = 100;

/** Connections of the indexer; milliseconds in which a request must have arrived. Ours. */
export const MAX_CONNECTIONS = 64;
export const BODY_TIMEOUT_MS = 10_000;

/** Deals that one peer is asked about in one batch: more are refused as a whole, since part of them is no listing. Ours. */
export const MAX_DEALS_OF_PEER = 1000;

/** Words of an RPC's error that are passed on, characters. Ours. */
export const MAX_ERROR_TEXT = 1000;

/** An answer to what anybody may have a peer ask, bytes. Ours: 450 workers of a deal, decoded in 30 ms. */
export const MAX_ASKED_ANSWER_BYTES = 256 * 1024;

/** Transactions of a peer whose fate is remembered: those whose receipt may be asked for. Ours. */
export const MAX_REMEMBERED_TRANSACTIONS = 1000;

/** Receipts that are asked for at once. Ours. */
export const MAX_RECEIPTS = 256;

/** Until a transaction that is in no block is sent again for a higher fee, milliseconds; how often. Ours. */
export const REPLACE_AFTER_MS = 15_000;
export const REPLACEMENTS = 3;

/** Between looks for a receipt, milliseconds, at most; it begins with `pollMs` of the wallet. Ours. */
export const MAX_RECEIPT_POLL_MS = 1000;

/** Between two looks for the chain's head while nothing is told by a WebSocket, milliseconds. Ours. */
export const WATCH_POLL_MS = 5000;

/** Blocks whose logs are asked for by such a look; when there are more, all is taken for changed. Ours. */
export const MAX_WATCHED_BLOCKS = 1000;

/** Before a WebSocket is tried again, milliseconds: at first, and at most; up to half of it is left out by chance. Ours. */
export const MIN_RECONNECT_MS = 500;
export const MAX_RECONNECT_MS = 30_000;
/** One that was up for so many milliseconds is tried again as after the first time. Ours. */
export const RECONNECTS_FORGIVEN_MS = 60_000;

/** Between pings of a WebSocket, each of which must be answered before the next, milliseconds. Upstream's (spec/nox.md §7.2). */
export const WS_PING_MS = 10_000;

/** A message of a WebSocket, bytes. Ours. */
export const MAX_WS_MESSAGE_BYTES = 1024 * 1024;

/** Seconds of the chain's own time after which its deals are to be looked at, since time alone may end what pays for them. Ours. */
export const LOOK_EVERY_SEC = 60;

/** Between two changes that are told, milliseconds: what comes in between is one. Ours. */
export const MIN_CHANGE_GAP_MS = 200;

/** How long a deal is left alone after a step of it failed, milliseconds: at first, and at most. Ours. */
export const MIN_BACK_OFF_MS = 1000;
export const MAX_BACK_OFF_MS = 60_000;

/** Deals that one plan has steps for, so that one particle can take them; the next follows at once. Ours. */
export const MAX_DEALS_PER_PLAN = 16;
/** How long a deal that this peer has no more is remembered at least, milliseconds: longer than a particle lives. Ours. */
export const FORGET_DEAL_AFTER_MS = 3_600_000;
/** Characters of an error of a step that are kept; failing deals that `describe()` names. Ours. */
export const MAX_FAILURE_CHARS = 300;
export const MAX_LISTED_FAILURES = 16;
