import { buildRouteMap } from '@stricli/core';
import { defaultPeers } from './peers/index.js';

export const defaults = buildRouteMap({
  routes: { peers: defaultPeers },
  docs: { brief: 'What commands use when not told' },
});
