/** Takes the place of libp2p's logger: see `scripts/bundle-browser.mjs`. Whoever builds libp2p brings one. */
export function defaultLogger(): never {
  throw new Error('libp2p was built without a logger');
}
