/** Takes the place of libp2p's resolver: see `scripts/bundle-browser.mjs`. */
export const dnsaddrResolver = {
  canResolve: (): boolean => false,
  resolve: async (): Promise<never[]> => [],
};
