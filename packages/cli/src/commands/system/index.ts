import { buildRouteMap } from '@stricli/core';
import { apply } from './apply/index.js';
import { plan } from './plan/index.js';
import { status } from './status/index.js';

export const system = buildRouteMap({
  routes: { plan, apply, status },
  docs: { brief: 'See and bring about the system services of peers' },
});
