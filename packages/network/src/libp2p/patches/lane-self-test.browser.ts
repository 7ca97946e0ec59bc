/** A browser's bundle brings the libp2p with it that its tests ran with: nothing can have moved. */
export const laneFitsYamux = (): boolean => true;
