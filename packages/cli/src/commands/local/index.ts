import { buildRouteMap } from '@stricli/core';
import { clock } from './clock/index.js';
import { down } from './down/index.js';
import { localInit } from './init/index.js';
import { logs } from './logs/index.js';
import { ps } from './ps/index.js';
import { up } from './up/index.js';

export const local = buildRouteMap({
  routes: { init: localInit, up, down, ps, logs, clock },
  docs: { brief: 'A network of peers on this machine' },
});
