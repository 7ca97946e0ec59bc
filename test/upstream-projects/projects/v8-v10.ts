import {
  askDeal,
  askHost,
  BUILT,
  LOCAL_PEERS,
  moduleYaml,
  SPELL_AQUA,
  SPELL_YAML,
  serviceYaml,
  type UpstreamProject,
} from '../upstream-project.js';

const TEMPLATE_HEAD = `aqua Main

import "@fluencelabs/aqua-lib/builtin.aqua"
import "@fluencelabs/aqua-lib/subnet.aqua"

use "deals.aqua"
use "hosts.aqua"
import "services.aqua"
`;

const crlf = (text: string) => text.replaceAll('\n', '\r\n');

export const fluenceAi: UpstreamProject = {
  like: 'kmadorin/fluenceAI, justchillinghere/fluence_hello (v8, 2024: template js, on Windows)',
  files: {
    'fluence.yaml':
      crlf(`# Defines Fluence Project, most importantly - what exactly you want to deploy and how.

version: 8

deployments:
  myDeployment:
    targetWorkers: 3
    pricePerWorkerEpoch: "0.0001"
    initialBalance: "1"
    services: [ myService ]
    spells: []

aquaDependencies:
  "@fluencelabs/aqua-lib": 0.9.1
  "@fluencelabs/spell": 0.7.6

services:
  myService:
    get: src/services/myService

relaysPath:
  - src/frontend/src

compileAqua:
  frontend:
    input: src/aqua
    output: src/frontend/src/compiled-aqua
    target: js

defaultSecretKeyName: my`),
    '.fluence/secrets/my.txt': 'ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=\r\n',
    'src/services/myService/service.yaml': crlf(serviceYaml('myService', 'modules/myService')),
    'src/services/myService/modules/myService/module.yaml': crlf(moduleYaml('phrasebook')),
    'src/aqua/main.aqua': crlf(`${TEMPLATE_HEAD}\nexport askAll\n${askDeal('myDeployment', 'MyService')}`),
  },
  modules: { [`${BUILT}/phrasebook.wasm`]: 'phrasebook' },
  compiled: ['src/frontend/src/compiled-aqua/main.js', 'src/frontend/src/compiled-aqua/main.d.ts'],
  deployed: ['myDeployment nox-0', 'myDeployment nox-1', 'myDeployment nox-2'],
  calls: [{ func: 'askAll("fluence")', prints: /"de"[\s\S]*"de"[\s\S]*"de"/ }],
};

export const secretHolder: UpstreamProject = {
  like: 'mirout/fluence-secret-holder (v8, 2024: a module from a tar.gz, several targets)',
  files: {
    'fluence.yaml': `version: 8

deployments:
  secretHolderDeployment:
    targetWorkers: 2
    pricePerWorkerEpoch: '0.0001'
    initialBalance: '1'
    services: [ secret_holder ]
    spells: []
  alchemyRpcDeployment:
    targetWorkers: 1
    pricePerWorkerEpoch: '0.0001'
    services: [ alchemy_rpc, secret_holder ]

services:
  secret_holder:
    get: src/services/secret-holder
    overrideModules:
      facade:
        repl:
          loggerEnabled: true
  alchemy_rpc:
    get: {downloads}/service.tar.gz

aquaDependencies:
  "@fluencelabs/aqua-lib": 0.9.1

compileAqua:
  default:
    input: src/aqua
    output: src/secret-holder-client/src/compiled-aqua
    target: ts
    constants:
      TIMES: 2
      NAME: fluence
  integrationTest:
    input: src/integration-tests/aqua/test.aqua
    output: src/integration-tests/src/compiled-aqua
    target: air
    tracing: true
`,
    'src/services/secret-holder/service.yaml': `version: 0

name: secret_holder

modules:
  facade:
    get: modules/secret-facade
  phrasebook:
    get: {downloads}/module.tar.gz
`,
    'src/services/secret-holder/modules/secret-facade/module.yaml':
      'version: 1\ntype: compiled\nname: greeter\n',
    'src/aqua/main.aqua': `${TEMPLATE_HEAD}
export askAll, nameOf

func nameOf() -> string:
    <- NAME
${askDeal('secretHolderDeployment', 'SecretHolder', 'greeting')}`,
    'src/integration-tests/aqua/test.aqua': `aqua Test

import "services.aqua"

export local

func local(peer: string, worker: string) -> string:
    on worker via peer:
        list <- AlchemyRpc.languages()
    <- list[0]
`,
  },
  modules: { 'src/services/secret-holder/modules/secret-facade/greeter.wasm': 'greeter' },
  compiled: [
    'src/secret-holder-client/src/compiled-aqua/main.ts',
    'src/integration-tests/src/compiled-aqua/test.local.air',
  ],
  deployed: ['alchemyRpcDeployment nox-0', 'secretHolderDeployment nox-0', 'secretHolderDeployment nox-1'],
  calls: [
    { func: 'nameOf()', prints: 'fluence\n' },
    { func: 'askAll("fluence")', prints: /fluence[\s\S]*fluence/ },
  ],
};

export const decider: UpstreamProject = {
  like: 'fluencelabs/decider, fluencelabs/spell (v8, 2024: spells compiled to AIR)',
  files: {
    'fluence.yaml': `version: 8

spells:
  decider:
    get: src/aqua
    initArgs:
      chain: { api: "http://localhost:8545", limit: 5 }

hosts:
  decider:
    peerIds: [ local-0, local-2 ]
    spells: [ decider ]

aquaDependencies:
  "@fluencelabs/aqua-ipfs":   0.5.31
  "@fluencelabs/spell":  file:./src/aqua/spell/fluencelabs-spell-0.7.6.tgz # x-release-please-version
  "@fluencelabs/aqua-lib": 0.10.2

marineVersion: 0.19.0
mreplVersion: 0.27.0

compileAqua:
  decider-spell:
    input: src/aqua/main.aqua
    output: src/compiled-aqua
    target: air
  worker-spell:
    input: src/aqua/worker/worker_spell.aqua
    output: src/compiled-aqua
    target: air
    noXor: false
    logLevel: debug
`,
    'src/aqua/spell.yml': 'version: 0\naquaFilePath: ./main.aqua\nfunction: main\nclock:\n  periodSec: 10\n',
    'src/aqua/main.aqua': `aqua Decider

export main, hello

import Spell from "@fluencelabs/spell/spell_service.aqua"
import Op from "@fluencelabs/aqua-lib/builtin.aqua"
use "worker/worker_spell.aqua"

data Chain:
    api: string
    limit: u32

func hello(name: string) -> string:
    <- Op.concat_strings("decider for ", name)

func main(chain: Chain):
    Spell "decider"
    Spell.store_log(chain.api)
`,
    'src/aqua/worker/worker_spell.aqua': `aqua WorkerSpell declares *

export worker

import Spell from "@fluencelabs/spell/spell_service.aqua"

func worker(deal_id: string):
    Spell "worker-spell"
    Spell.store_log(deal_id)
`,
  },
  compiled: ['src/compiled-aqua/main.main.air', 'src/compiled-aqua/worker_spell.worker.air'],
  deployed: ['decider nox-0', 'decider nox-2'],
  calls: [{ func: 'hello("you")', prints: 'decider for you\n' }],
};

export const siteGenerator: UpstreamProject = {
  like: 'Autonomous-Times/distributed-static-site-generator-v1, 3box/ceramic-fluence (v8, 2024)',
  files: {
    'fluence.yaml': `version: 8
marineVersion: 0.19.7

deployments:
  contentWorkerV1:
    targetWorkers: 1
    pricePerWorkerEpoch: "0.0001"
    initialBalance: "1"
    services:
      [
        cioKubo,
        dsgContent
      ]
    spells: [ content ]

aquaDependencies:
  "@fluencelabs/aqua-lib": 0.9.1
  "@fluencelabs/spell": 0.7.6

compileAqua:
  default:
    input: src/aqua
    output: src/compiled-aqua
    target: ts

services:
  cioKubo:
    get: src/services/cio-kubo
  dsgContent:
    get: src/services/dsgContent

spells:
  content:
    get: src/spells/content

hosts:
  webHost:
    peerIds:
      - ${LOCAL_PEERS[2]}
    services: [ cioKubo ]

customFluenceEnv:
  contractsEnv: local
  relays:
    - /ip4/127.0.0.1/tcp/9991/ws/p2p/${LOCAL_PEERS[0]}
`,
    'src/services/cio-kubo/service.yaml': serviceYaml('cioKubo', '../modules/cio-kubo'),
    'src/services/dsgContent/service.yaml': serviceYaml('dsgContent', 'modules/dsg', '../modules/phrasebook'),
    'src/services/modules/cio-kubo/module.yaml': moduleYaml('phrasebook'),
    'src/services/modules/phrasebook/module.yaml': moduleYaml('phrasebook'),
    'src/services/dsgContent/modules/dsg/module.yaml': moduleYaml('greeter'),
    'src/spells/content/spell.yaml': SPELL_YAML,
    'src/spells/content/spell.aqua': SPELL_AQUA,
    'src/aqua/main.aqua': `${TEMPLATE_HEAD}
export askAll, askHost
${askDeal('contentWorkerV1', 'DsgContent', 'greeting')}${askHost('webHost', 'CioKubo')}`,
  },
  modules: {
    [`${BUILT}/greeter.wasm`]: 'greeter',
    [`${BUILT}/phrasebook.wasm`]: 'phrasebook',
  },
  compiled: ['src/compiled-aqua/main.ts'],
  deployed: ['contentWorkerV1 nox-0', 'webHost nox-2'],
  calls: [
    { func: 'askAll("fluence")', prints: /fluence/ },
    { func: 'askHost("fluence")', prints: 'de\n' },
  ],
};

export const vmEffector: UpstreamProject = {
  like: 'fluencelabs/vm-effector (v9, Aug 2024)',
  files: {
    'fluence.yaml': `version: 9

deployments:
  myDeployment:
    targetWorkers: 2
    pricePerCuPerEpoch: "0.33"
    cuCountPerWorker: 1
    services: [ vm_effector ]
    spells: []
    protocolVersion: 1

aquaDependencies:
  "@fluencelabs/aqua-lib": 0.11.0
  "@fluencelabs/spell": 0.7.6

services:
  vm_effector:
    get: src/services/vm_effector

compileAqua: {}
`,
    'src/services/vm_effector/service.yaml': serviceYaml('vm_effector', 'modules/vm_facade'),
    'src/services/vm_effector/modules/vm_facade/module.yaml':
      'version: 1\ntype: rust\nname: phrasebook\nrepl:\n  loggerEnabled: true\n',
    'src/aqua/main.aqua': `${TEMPLATE_HEAD}\nexport askAll\n${askDeal('myDeployment', 'VmEffector')}`,
  },
  modules: { [`${BUILT}/phrasebook.wasm`]: 'phrasebook' },
  aqua: ['-i', 'src/aqua/main.aqua', '-o', 'out'],
  compiled: ['out/main.ts'],
  deployed: ['myDeployment nox-0', 'myDeployment nox-1'],
  calls: [{ func: 'askAll("fluence")', flags: ['-i', 'src/aqua'], prints: /"de"[\s\S]*"de"/ }],
};

export const lastTemplate: UpstreamProject = {
  like: 'ethindia-devfolio/fluence-pipeline (v10, end of 2024: a template of CLI 0.21, the last with Aqua but one)',
  files: {
    'fluence.yaml': `# yaml-language-server: $schema=.fluence/schemas/fluence.json

version: 10

deployments:
  myDeployment:
    targetWorkers: 1
    pricePerCuPerEpoch: "0.33"
    cuCountPerWorker: 1
    services: [ myService ]
    spells: []

aquaDependencies:
  "@fluencelabs/aqua-lib": 0.11.0
  "@fluencelabs/spell": 0.7.8

services:
  myService:
    get: src/services/myService

rustToolchain: nightly-2024-06-10-x86_64

compileAqua:
  gateway:
    input: src/aqua
    output: src/gateway/src/compiled-aqua
    target: ts
`,
    '.fluence/env.yaml': 'version: 1\n\nfluenceEnv: local\nrelays: []\n',
    'src/services/myService/service.yaml': serviceYaml('myService', 'modules/myService'),
    'src/services/myService/modules/myService/module.yaml': 'version: 1\ntype: rust\nname: phrasebook\n',
    'src/aqua/main.aqua': `${TEMPLATE_HEAD}\nexport askAll\n${askDeal('myDeployment', 'MyService')}`,
  },
  modules: { [`${BUILT}/phrasebook.wasm`]: 'phrasebook' },
  compiled: ['src/gateway/src/compiled-aqua/main.ts'],
  deployed: ['myDeployment nox-0'],
  calls: [{ func: 'askAll("fluence")', prints: /"de"|^de\n$/ }],
};
