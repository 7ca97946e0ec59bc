/** The network of a peer that has none (`HostConnectivity` of `@noctiluca/host`). */
export const unconnected = {
  isConnected: () => false,
  getContact: () => undefined,
  connect: async () => false,
  neighborhood: async () => [],
};
