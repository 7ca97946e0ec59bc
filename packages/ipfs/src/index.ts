/** IPFS for a local network: files by CID behind the RPC of Kubo, and a client of that RPC. */
export {};
