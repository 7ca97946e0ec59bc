import { buildRouteMap } from '@stricli/core';
import { defaultEnv } from './env/index.js';
import { defaultPeers } from './peers/index.js';

export const defaults = buildRouteMap({
  routes: { env: defaultEnv, peers: defaultPeers },
  docs: { brief: 'What commands use when not told' },
});
