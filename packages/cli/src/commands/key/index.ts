import { buildRouteMap } from '@stricli/core';
import { keyDefault } from './default/index.js';
import { keyNew } from './new/index.js';
import { keyRemove } from './remove/index.js';

export const key = buildRouteMap({
  routes: { new: keyNew, default: keyDefault, remove: keyRemove },
  docs: { brief: 'Keys of clients and peers' },
});
