// The part of `process` that is there in a browser.
const NS_PER_MS = 1_000_000;

export const process = {
  platform: 'browser',
  env: {},
  cwd: () => '/',
  hrtime: { bigint: () => BigInt(Math.round(performance.now() * NS_PER_MS)) },
};
