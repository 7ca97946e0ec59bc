import { buildApplication, buildRouteMap } from '@stricli/core';
import { air } from './commands/air/index.js';
import { aqua } from './commands/aqua/index.js';
import { autocomplete } from './commands/autocomplete/index.js';
import { build } from './commands/build/index.js';
import { chainGroups } from './commands/chain/index.js';
import { complete } from './commands/complete/index.js';
import { defaults } from './commands/default/index.js';
import { dep } from './commands/dep/index.js';
import { deploy } from './commands/deploy/index.js';
import { explorer } from './commands/explorer/index.js';
import { init } from './commands/init/index.js';
import { key } from './commands/key/index.js';
import { local } from './commands/local/index.js';
import { moduleRoutes } from './commands/module/index.js';
import { run } from './commands/run/index.js';
import { service } from './commands/service/index.js';
import { spell } from './commands/spell/index.js';
import { system } from './commands/system/index.js';
import { trace } from './commands/trace/index.js';
import { update } from './commands/update/index.js';
import { workers } from './commands/workers/index.js';
import { CLI_VERSION } from './version.js';

/** Every command of `fluence`; each loads what it needs only when it runs, so that `--help` is quick. */
export const app = buildApplication(
  buildRouteMap({
    routes: {
      ...{
        air,
        aqua,
        autocomplete,
        build,
        default: defaults,
        dep,
        deploy,
        explorer,
        init,
        key,
        local,
        module: moduleRoutes,
        run,
      },
      ...{ service, spell, system, trace, workers, complete, update },
      ...chainGroups,
    },
    docs: {
      // Not for people, and what is only here to say that it is not.
      hideRoute: {
        ...{ complete: true, update: true },
        ...{ deal: true, provider: true, delegator: true, chain: true },
      },
      brief: 'Fluence without docker: a local network, deployments, Aqua',
      fullDescription: [
        'Write Aqua, start a network, deploy services, call them:',
        '',
        '  fluence init my-project',
        '  fluence local up',
        '  fluence aqua',
        '  fluence deploy',
        '  fluence run -f \'helloWorld("Fluence")\'',
      ].join('\n'),
    },
  }),
  {
    name: 'fluence',
    versionInfo: { currentVersion: CLI_VERSION },
    scanner: { caseStyle: 'allow-kebab-for-camel', allowArgumentEscapeSequence: true },
    documentation: { caseStyle: 'convert-camel-to-kebab', onlyRequiredInUsageLine: true },
  },
);
