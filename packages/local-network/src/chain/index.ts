/**
 * The optional package `@noctiluca/chain`, found where it is installed. Only who has that package can have the types
 * of this entry.
 *
 * ```ts
 * import { loadChainKit } from '@noctiluca/local-network/chain';
 *
 * const kit = await loadChainKit([import.meta.url]);
 * ```
 *
 * @packageDocumentation
 */
export { type ChainKit, loadChainKit, NO_CHAIN_HERE } from './load-chain.js';
