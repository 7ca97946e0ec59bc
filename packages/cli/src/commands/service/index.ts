import { buildRouteMap } from '@stricli/core';
import { serviceAdd } from './add/index.js';
import { serviceNew } from './new/index.js';
import { serviceRemove } from './remove/index.js';
import { serviceRepl } from './repl/index.js';

export const service = buildRouteMap({
  routes: { new: serviceNew, add: serviceAdd, remove: serviceRemove, repl: serviceRepl },
  docs: { brief: 'Services: modules that are linked together' },
});
