import { buildRouteMap } from '@stricli/core';
import { deploy } from './deploy/index.js';
import { logs } from './logs/index.js';
import { ls } from './ls/index.js';
import { remove } from './remove/index.js';
import { upload } from './upload/index.js';

export const workers = buildRouteMap({
  routes: { ls, deploy, upload, logs, remove },
  docs: { brief: 'Workers of "hosts" and "deployments": services and spells on peers' },
});
