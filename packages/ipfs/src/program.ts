import { fileURLToPath } from 'node:url';

/** Path of the program that stands in for `ipfs`: the commands of spec/services.md §4.3 against any Kubo RPC. */
export const ipfsProgram = (): string => fileURLToPath(new URL('../bin/ipfs.js', import.meta.url));
