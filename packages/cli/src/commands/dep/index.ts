import { buildRouteMap } from '@stricli/core';
import { depInstall } from './install/index.js';
import { depReset } from './reset/index.js';
import { depUninstall } from './uninstall/index.js';
import { depVersions } from './versions/index.js';

/** As `fluence` had it until the end of 2023 (spec/fluence-cli.md §1.3). */
const npm = buildRouteMap({
  routes: { install: depInstall, uninstall: depUninstall },
  aliases: { i: 'install', un: 'uninstall' },
  docs: { brief: 'The same, as older scripts write it' },
});

export const dep = buildRouteMap({
  routes: { install: depInstall, uninstall: depUninstall, reset: depReset, versions: depVersions, npm },
  aliases: { i: 'install', un: 'uninstall', r: 'reset', v: 'versions' },
  docs: { brief: 'Aqua packages of the project', hideRoute: { npm: true } },
});
