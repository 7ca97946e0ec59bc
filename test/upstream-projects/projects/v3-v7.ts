import {
  askDeal,
  BUILT,
  LOCAL_PEERS,
  moduleYaml,
  SPELL_AQUA,
  SPELL_YAML,
  serviceYaml,
  type UpstreamProject,
} from '../upstream-project.js';

/** What templates of Oct 2023 to 2024 begin with. */
const TEMPLATE_HEAD = `aqua Main

import "@fluencelabs/aqua-lib/builtin.aqua"
import "@fluencelabs/aqua-lib/subnet.aqua"

use "deals.aqua"
use "hosts.aqua"
import "services.aqua"
`;

export const migrated: UpstreamProject = {
  like: 'projects of CLI 0.9 that 0.10 opened: it spread customFluenceEnv at the top (v3, Oct 2023)',
  files: {
    'fluence.yaml': `version: 3
aquaInputPath: src/aqua/main.aqua
contractsEnv: kras
relays:
  - /ip4/127.0.0.1/tcp/9991/ws/p2p/${LOCAL_PEERS[0]}
workers:
  w: { services: [ greet ], spells: [] }
deals: { w: { targetWorkers: 1 } }
services: { greet: { get: greet } }
`,
    'greet/service.yaml': 'version: 0\nname: greet\nmodules: { facade: { get: . } }\n',
    'greet/module.yaml': moduleYaml('phrasebook', 'compiled'),
    'src/aqua/main.aqua': `${TEMPLATE_HEAD}\nexport askAll\n${askDeal('w', 'Greet')}`,
  },
  modules: { 'greet/phrasebook.wasm': 'phrasebook' },
  aqua: ['--dry'],
  compiled: [],
  deployed: ['w nox-0'],
  calls: [{ func: 'askAll("fluence")', prints: /"de"|^de\n$/ }],
};

export const substrate: UpstreamProject = {
  like: 'fluencelabs/fRPC-Substrate (v4, Nov 2023)',
  files: {
    'fluence.yaml': `version: 4

aquaInputPath: src/aqua/main.aqua

workers:
  defaultWorker:
    services: [ eth_rpc ]

deals:
  defaultWorker:
    minWorkers: 3
    targetWorkers: 3

relays: stage

services:
  eth_rpc:
    get: wasm-modules

defaultSecretKeyName: frpc
`,
    '.fluence/secrets/frpc.txt': 'AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=',
    'wasm-modules/service.yaml':
      'version: 0\nname: eth_rpc\nmodules:\n  facade:\n    get: eth-rpc\n  phrasebook:\n    get: phrasebook\n',
    'wasm-modules/eth-rpc/module.yaml': moduleYaml('greeter'),
    'wasm-modules/phrasebook/module.yaml': moduleYaml('phrasebook'),
    'src/aqua/main.aqua': `${TEMPLATE_HEAD}\nexport askAll\n${askDeal('defaultWorker', 'EthRpc', 'greeting')}`,
    'gateway/aqua/balancer.aqua': `import Op from "@fluencelabs/aqua-lib/builtin.aqua"

data Provider:
    peer: string
    service_id: string

service Counter("counter"):
    incrementAndReturn() -> i64

func next(providers: []Provider) -> Provider:
    n <- Counter.incrementAndReturn()
    <- providers[n]
`,
  },
  modules: { [`${BUILT}/greeter.wasm`]: 'greeter', [`${BUILT}/phrasebook.wasm`]: 'phrasebook' },
  aqua: ['-i', 'gateway/aqua', '-o', 'gateway/generated', '--js'],
  compiled: ['gateway/generated/balancer.js', 'gateway/generated/balancer.d.ts'],
  deployed: ['defaultWorker nox-0', 'defaultWorker nox-1', 'defaultWorker nox-2'],
  calls: [
    { func: 'askAll(name)', flags: ['--data', '{"name": "fluence"}'], prints: /fluence[\s\S]*fluence/ },
  ],
};

export const quickstart2: UpstreamProject = {
  like: 'fluencelabs/examples, quickstart/2-browser-parallel-computation (v5, Dec 2023)',
  files: {
    'fluence.yaml': `version: 5

aquaInputPath: src/aqua/getting-started.aqua

deals:
  defaultWorker:
    targetWorkers: 3
    services:
      - adder
    spells: []

services:
  adder:
    get: src/services/adder

relaysPath: src/frontend/src
aquaOutputTSPath: src/frontend/src/compiled-aqua
`,
    'Cargo.toml': '[workspace]\nresolver = "2"\nmembers = [ "src/services/adder/modules/adder" ]\n',
    'src/services/adder/service.yaml': serviceYaml('adder', 'modules/adder'),
    'src/services/adder/modules/adder/module.yaml': moduleYaml('phrasebook'),
    'src/frontend/src/main.ts': 'export {};\n',
    'src/aqua/getting-started.aqua': `import Subnet, Worker from "@fluencelabs/aqua-lib/subnet.aqua"

-- 'use' clause brings Deals into the scope
use "deals.aqua"

-- this 'import' brings every service declaration into the scope
import "services.aqua"

func resolveSubnet() -> []Worker:
    deals <- Deals.get()
    dealId = deals.defaultWorker!.dealIdOriginal

    on HOST_PEER_ID:
        subnet <- Subnet.resolve(dealId)
    <- subnet.workers

data Request:
    worker_id: string
    host_id: string
    value: string

func one(request: Request) -> string:
    on request.worker_id via request.host_id:
        list <- Adder.languages()
        res = list[0]
    <- res

func parallel(requests: []Request) -> *string:
    results: *string
    for request <- requests par:
        on request.worker_id via request.host_id:
            list <- Adder.languages()
            results <<- list[0]
    join results[requests.length - 1]
    <- results
`,
  },
  modules: { [`${BUILT}/phrasebook.wasm`]: 'phrasebook' },
  compiled: ['src/frontend/src/compiled-aqua/getting-started.ts'],
  deployed: ['defaultWorker nox-0', 'defaultWorker nox-1', 'defaultWorker nox-2'],
  calls: [{ func: 'resolveSubnet()', prints: /host_id[\s\S]*host_id[\s\S]*host_id/ }],
};

export const registryTests: UpstreamProject = {
  like: 'fluencelabs/registry, aqua-tests (v5, Jan 2024)',
  files: {
    'fluence.yaml': `# yaml-language-server: $schema=.fluence/schemas/fluence.json

version: 5
aquaInputPath: aqua/test.aqua
dependencies:
  cargo:
    marine: 0.14.1
    mrepl: 0.21.3
  npm:
    '@fluencelabs/aqua-lib': 0.9.1
    '@fluencelabs/spell': 0.6.9
    '@fluencelabs/trust-graph': 0.4.11
`,
    '.fluence/env.yaml': 'version: 0\n\nfluenceEnv: local\n',
    'spell/spell.yaml': SPELL_YAML,
    'spell/spell.aqua': SPELL_AQUA,
    'aqua/test.aqua': `aqua Test

import Registry, Record from "@fluencelabs/registry/registry-service.aqua"
import "@fluencelabs/aqua-lib/builtin.aqua"

export key_id, neighbours

func key_id(label: string) -> string:
    on HOST_PEER_ID:
        id <- Registry.get_key_id(label, INIT_PEER_ID)
    <- id

func neighbours(label: string) -> u32:
    on HOST_PEER_ID:
        key <- Op.string_to_b58(label)
        nodes <- Kademlia.neighborhood(key, nil, nil)
    <- nodes.length
`,
  },
  aqua: ['-o', 'src/compiled'],
  compiled: ['src/compiled/test.ts'],
  deployed: [],
  calls: [{ func: 'neighbours("a")', prints: /^[23]\n$/ }],
};

export const collateral: UpstreamProject = {
  like: 'templates of CLI 0.13.5 (v6, Jan 2024)',
  files: {
    'fluence.yaml': `version: 6

aquaInputPath: src/aqua/main.aqua

deals:
  dealName:
    targetWorkers: 1
    pricePerWorkerEpoch: 1
    collateralPerWorker: 1
    services: [ my_service ]
    spells: [ tick ]

aquaDependencies:
  "@fluencelabs/aqua-lib": 0.9.0

marineVersion: 0.17.0
mreplVersion: 0.25.0

services:
  my_service:
    get: src/services/my_service
    totalMemoryLimit: 256 MiB

spells:
  tick:
    get: src/spells/tick
    clock: { periodSec: 3600 }

aquaOutputTSPath: src/gateway/src/compiled-aqua
relaysPath:
  - src/gateway/src
`,
    'src/services/my_service/service.yaml': serviceYaml('my_service', 'modules/my_service'),
    'src/services/my_service/modules/my_service/module.yaml': moduleYaml('phrasebook'),
    'src/spells/tick/spell.yaml': SPELL_YAML,
    'src/spells/tick/spell.aqua': SPELL_AQUA,
    'src/gateway/src/index.ts': 'export {};\n',
    'src/aqua/main.aqua': `${TEMPLATE_HEAD}\nexport askAll\n${askDeal('dealName', 'MyService')}`,
  },
  modules: { [`${BUILT}/phrasebook.wasm`]: 'phrasebook' },
  compiled: ['src/gateway/src/compiled-aqua/main.ts'],
  deployed: ['dealName nox-0'],
  calls: [{ func: 'askAll("fluence")', prints: /"de"|^de\n$/ }],
};

export const gateway: UpstreamProject = {
  like: 'akim-bow/fluence-gateway (v7, Feb 2024: template ts)',
  files: {
    'fluence.yaml': `version: 7

deals:
  dealName:
    targetWorkers: 1
    pricePerWorkerEpoch: 0.00001
    collateralPerWorker: 1
    services: [ myService ]
    spells: []

aquaDependencies:
  "@fluencelabs/aqua-lib": 0.9.1
  "@fluencelabs/spell": 0.6.9

services:
  myService:
    get: src/services/myService

relaysPath:
  - src/frontend/src
  - src/gateway/src

compileAqua:
  frontend:
    input: src/aqua
    output: src/frontend/src/compiled-aqua
    target: ts
  gateway:
    input: src/aqua
    output: src/gateway/src/compiled-aqua
    target: ts
`,
    'Cargo.toml': '[workspace]\nmembers = ["src/services/myService/modules/myService"]\n',
    'src/services/myService/service.yaml': serviceYaml('myService', 'modules/myService'),
    'src/services/myService/modules/myService/module.yaml': moduleYaml('phrasebook'),
    'src/aqua/main.aqua': `${TEMPLATE_HEAD}\nexport askAll\n${askDeal('dealName', 'MyService')}`,
  },
  modules: { [`${BUILT}/phrasebook.wasm`]: 'phrasebook' },
  compiled: ['src/frontend/src/compiled-aqua/main.ts', 'src/gateway/src/compiled-aqua/main.ts'],
  deployed: ['dealName nox-0'],
  calls: [{ func: 'askAll("fluence")', prints: /"de"|^de\n$/ }],
};
