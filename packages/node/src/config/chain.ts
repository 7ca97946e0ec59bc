import { z } from 'zod';
import { about, count, inert, integer } from './fields.js';
import { duration } from './units.js';

const NO_PROOFS = 'no proofs of capacity are made here';
const BY_MARKET = 'a peer asks the market alone';

/** What is wrong is said without the value, which may hold a token. */
const endpoint = (protocol: RegExp, kind: string) =>
  z
    .url({ protocol, error: `write an address of ${kind}` })
    .refine((text) => !URL.canParse(text) || new URL(text).username === '', {
      error: 'an address with a name and a password is not asked',
    });

const address = () =>
  z.string().regex(/^0x[0-9a-fA-F]{40}$/, { error: 'write 0x and 40 hexadecimal digits' });

const walletKey = () =>
  z
    .string()
    .regex(/^(0x)?[0-9a-fA-F]{64}$/, { error: 'write 64 hexadecimal digits' })
    .transform((key) => (key.startsWith('0x') ? key : `0x${key}`));

/**
 * `[chain_config]`, as nox has it from 0.25 on, or as upstream's CLI 0.16 writes it for nox up to 0.23 (spec/deals.md §6); whole
 * secret, because its addresses carry access tokens and it holds a wallet.
 */
export const chainConfig = () =>
  about(
    z
      .strictObject({
        http_endpoint: about(endpoint(/^https?$/, 'HTTP'), 'JSON-RPC of the chain.'),
        network_id: about(integer(1), 'Id of the chain; transactions are of no other.'),
        wallet_key: about(walletKey(), 'Private key of the account that pays, 64 hexadecimal digits.'),
        diamond_contract_address: about(
          address().optional(),
          'Contract that a peer asks; that of chains for nox from 0.25 on.',
        ),
        market_contract_address: about(
          address().optional(),
          'Contract that a peer asks where there is no `diamond_contract_address`; that of chains for nox up to 0.23.',
        ),
        core_contract_address: inert(address(), 'A contract of these.', BY_MARKET),
        cc_contract_address: inert(address(), 'A contract of these.', BY_MARKET),
        default_base_fee: about(
          integer(0).optional(),
          'Wei per gas; twice that of the latest block when left out.',
        ),
        default_priority_fee: about(
          integer(0).optional(),
          'Wei per gas on top of it; what the chain suggests when left out.',
        ),
      })
      .refine(({ diamond_contract_address: facade, market_contract_address: market }) => facade ?? market, {
        error: 'name the contract: `diamond_contract_address`, or `market_contract_address`',
      })
      .optional(),
    'The chain whose deals this peer serves; without it there are no deals. Needs the package `@noctiluca/chain`.',
    { secret: true },
  );

/** `[chain_listener_config]`. */
export const chainListenerConfig = () =>
  about(
    z
      .strictObject({
        ws_endpoint: about(
          endpoint(/^wss?$/, 'a WebSocket').optional(),
          'JSON-RPC of the chain by WebSocket; `http_endpoint` as one when left out. Without one that answers, the chain is asked for news.',
        ),
        ws_ping_period: about(
          duration().optional(),
          'Between pings; one that is not answered before the next ends the connection. 10 s when left out.',
          { unit: 'duration' },
        ),
        ccp_endpoint: inert(z.string(), 'Who makes proofs.', NO_PROOFS),
        proof_poll_period: inert(duration(), 'Between looks for proofs.', NO_PROOFS),
        min_batch_count: inert(count(), 'Proofs sent at a time.', NO_PROOFS),
        max_batch_count: inert(count(), 'The same.', NO_PROOFS),
        max_proof_batch_size: inert(count(), 'The same.', NO_PROOFS),
        epoch_end_window: inert(duration(), 'When none are sent.', NO_PROOFS),
      })
      .optional(),
    'How this peer listens to the chain of `chain_config`.',
    { secret: true },
  );
