import { buildRouteMap } from '@stricli/core';
import { aquaCompile } from './compile.js';
import { aquaImports } from './imports/index.js';
import { aquaJson } from './json/index.js';
import { aquaYml } from './yml/index.js';

export const aqua = buildRouteMap({
  routes: { compile: aquaCompile, imports: aquaImports, json: aquaJson, yml: aquaYml },
  defaultCommand: 'compile',
  aliases: { yaml: 'yml' },
  docs: { brief: 'Compile Aqua to TypeScript, JavaScript or AIR', hideRoute: { compile: true } },
});
