import { buildApplication, buildRouteMap } from '@stricli/core';
import { aqua } from './commands/aqua/index.js';
import { build } from './commands/build/index.js';
import { defaults } from './commands/default/index.js';
import { dep } from './commands/dep/index.js';
import { deploy } from './commands/deploy/index.js';
import { init } from './commands/init/index.js';
import { key } from './commands/key/index.js';
import { local } from './commands/local/index.js';
import { run } from './commands/run/index.js';
import { spell } from './commands/spell/index.js';
import { system } from './commands/system/index.js';
import { workers } from './commands/workers/index.js';
import { CLI_VERSION } from './version.js';

/** Every command of `fluence`; each loads what it needs only when it runs, so that `--help` is quick. */
export const app = buildApplication(
  buildRouteMap({
    routes: { aqua, build, default: defaults, dep, deploy, init, key, local, run, spell, system, workers },
    docs: {
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
