import { buildRouteMap } from '@stricli/core';
import { airBeautify } from './beautify/index.js';

export const air = buildRouteMap({
  routes: { beautify: airBeautify },
  aliases: { b: 'beautify' },
  docs: { brief: 'Scripts as peers run them' },
});
