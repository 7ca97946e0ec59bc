import { buildRouteMap } from '@stricli/core';
import { moduleAdd } from './add/index.js';
import { moduleBuild } from './build/index.js';
import { moduleNew } from './new/index.js';
import { modulePack } from './pack/index.js';
import { moduleRemove } from './remove/index.js';

export const moduleRoutes = buildRouteMap({
  routes: { new: moduleNew, add: moduleAdd, remove: moduleRemove, build: moduleBuild, pack: modulePack },
  docs: { brief: 'Modules: wasm of services' },
});
