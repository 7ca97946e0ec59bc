import { addr } from 'micro-eth-signer';

/** With the mixed case of its checksum, as upstream's clients write addresses. @throws Error for what is no address */
export const withChecksum = (address: string): string => addr.addChecksum(address);
