import { buildRouteMap } from '@stricli/core';
import { spellBuild } from './build/index.js';
import { spellNew } from './new/index.js';

export const spell = buildRouteMap({
  routes: { new: spellNew, build: spellBuild },
  docs: { brief: 'Spells: scripts that wake by themselves' },
});
