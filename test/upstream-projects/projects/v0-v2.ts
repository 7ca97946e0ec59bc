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

export const first: UpstreamProject = {
  like: 'projects of CLI 0.1 (v0, spring 2022): a list of services, built in artifacts/',
  files: {
    'fluence.yaml': `version: 0
services:
  - name: adder
    count: 2
  - name: other # later
`,
    'artifacts/adder/service.yaml': 'version: 0\nname: adder\nmodules:\n  facade:\n    get: .\n',
    'artifacts/adder/module.yaml': moduleYaml('phrasebook', 'compiled'),
    'artifacts/other/service.yaml': 'version: 0\nname: other\nmodules:\n  facade:\n    get: ../adder\n',
    'src/main.aqua': `import "services.aqua"
import Op from "@fluencelabs/aqua-lib/builtin.aqua"

func hello(name: string) -> string:
    <- Op.concat_strings("Hello, ", name)
`,
  },
  modules: { 'artifacts/adder/phrasebook.wasm': 'phrasebook' },
  aqua: ['-i', 'src', '-o', 'out', '--js'],
  compiled: ['out/main.js', '.fluence/aqua/services.aqua'],
  deployed: [],
  calls: [{ func: 'hello("you")', flags: ['-i', 'src/main.aqua'], prints: 'Hello, you\n' }],
};

export const nearIntegration: UpstreamProject = {
  like: 'fluencelabs/examples, aqua-examples/near-integration/services (v1, 2022)',
  files: {
    'fluence.yaml': `# EXAMPLES:
# services:
#   someService:
#     get: https://example.com/adder.tar.gz # URL or path

version: 1
relays: kras
keyPairName: mine # of the project's secrets
appTSPath: src/app
peerIds:
  MY_PEER: ${LOCAL_PEERS[0]}
services:
  nearAdapter:
    get: ./near-adapter
    deploy:
      - deployId: default
        peerId: MY_PEER
        count: 2
`,
    '.fluence/secrets/mine.txt': 'ISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0A=\n',
    'near-adapter/service.yaml': serviceYaml('nearAdapter', 'modules/near-rpc', 'modules/phrasebook'),
    'near-adapter/modules/near-rpc/module.yaml': moduleYaml('greeter'),
    'near-adapter/modules/near-rpc/Config.toml': 'modules_dir = "artifacts/"\n',
    'near-adapter/modules/phrasebook/module.yaml': moduleYaml(
      'phrasebook',
      'rust',
      'maxHeapSize: 100 MiB\nmountedBinaries:\n  curl: /usr/bin/curl\n',
    ),
    'src/aqua/main.aqua': `module Main declares *

import "@fluencelabs/aqua-lib/builtin.aqua"

export hello, peer_of

data Result:
  stdout: string
  stderr: string

service NearRpc:
  status(network_id: string) -> Result

func hello(name: string) -> string:
  <- Op.concat_strings("Hello, ", name)

func peer_of() -> string:
  on HOST_PEER_ID:
    info <- Peer.identify()
  <- HOST_PEER_ID

func status(id: string, node: string, service_id: string) -> Result:
  on node:
    NearRpc service_id
    res <- NearRpc.status(id)
  <- res
`,
  },
  modules: { [`${BUILT}/greeter.wasm`]: 'greeter', [`${BUILT}/phrasebook.wasm`]: 'phrasebook' },
  aqua: ['-i', 'src/aqua', '-o', 'src/compiled'],
  compiled: ['src/compiled/main.ts'],
  deployed: [],
  calls: [
    { func: 'hello("Near")', flags: ['-i', 'src/aqua'], prints: 'Hello, Near\n' },
    { func: 'peer_of()', flags: ['-i', 'src/aqua/main.aqua'], prints: /^12D3KooW/ },
  ],
};

export const subrosy: UpstreamProject = {
  like: 'fluencelabs/subrosy, fluencelabs/eip712-validation-node (v2, 2022)',
  files: {
    'fluence.yaml': `version: 2
dependencies:
  npm:
    "@fluencelabs/aqua": 0.7.7-357
    "@fluencelabs/aqua-ipfs": 0.5.5
  cargo:
    marine: 0.12.4
    mrepl: 0.18.6
relays: stage
aquaInputPath: src/aqua/main.aqua
services:
  healthstore:
    get: src/services/health-store
    deploy:
      - deployId: default

`,
    'src/services/health-store/service.yaml': serviceYaml('healthstore', 'modules/store'),
    'src/services/health-store/modules/store/module.yaml': moduleYaml('phrasebook', 'compiled'),
    'src/aqua/main.aqua': `import Peer, Info from "@fluencelabs/aqua-lib/builtin.aqua"
import "lib/words.aqua"

func info() -> Info:
    on HOST_PEER_ID:
        found <- Peer.identify()
    <- found

func words(name: string) -> string:
    said <- polite(name)
    <- said
`,
    'src/aqua/lib/words.aqua': `import Op from "@fluencelabs/aqua-lib/builtin.aqua"

func polite(name: string) -> string:
    <- Op.concat_strings("Dear ", name)
`,
  },
  modules: { 'src/services/health-store/modules/store/phrasebook.wasm': 'phrasebook' },
  aqua: ['-o', 'src/_aqua'],
  compiled: ['src/_aqua/main.ts'],
  deployed: [],
  calls: [
    { func: 'words("x")', prints: 'Dear x\n' },
    { func: 'info()', prints: /"external_addresses"/ },
  ],
};

export const urlDownloader: UpstreamProject = {
  like: 'fluencelabs/examples, marine-examples/url-downloader and call_parameters (v2, mid-2023)',
  files: {
    'fluence.yaml': `# yaml-language-server: $schema=.fluence/schemas/fluence.yaml.json

version: 2
aquaInputPath: src/aqua/main.aqua
dependencies:
  cargo:
    mrepl: 0.21.3
workers:
  defaultWorker:
    services: [ url_downloader ]
deals:
  defaultWorker:
    minWorkers: 1
    targetWorkers: 3
hosts:
  defaultWorker:
    peerIds:
      - ${LOCAL_PEERS[1]}     #stage
relays: stage
services:
  url_downloader:
    get: service
`,
    'service/service.yaml': serviceYaml('url_downloader', 'modules/url_downloader', 'modules/phrasebook'),
    'service/modules/url_downloader/module.yaml': moduleYaml('greeter'),
    'service/modules/phrasebook/module.yaml': moduleYaml(
      'phrasebook',
      'rust',
      'loggerEnabled: true\nvolumes:\n  sites: ./sites\nmountedBinaries:\n  curl: /usr/bin/curl\n',
    ),
    'src/aqua/main.aqua': `aqua Main

import "@fluencelabs/aqua-lib/builtin.aqua"
import "@fluencelabs/aqua-lib/subnet.aqua"

import "@fluencelabs/registry/subnetwork.aqua"
import Registry from "@fluencelabs/registry/registry-service.aqua"

import "services.aqua"
use "deals.aqua"
use "hosts.aqua"

export askAll, askHost, askSubnetwork

func askSubnetwork(name: string) -> []string:
    answers: *string
    deals <- Deals.get()
    workers, error <- resolveSubnetwork(deals.defaultWorker!.dealIdOriginal)
    for w <- workers!:
        on w.metadata.peer_id via w.metadata.relay_id:
            answer <- UrlDownloader.greeting(name)
            answers <<- answer
    <- answers
${askDeal('defaultWorker', 'UrlDownloader', 'greeting')}${askHost('defaultWorker', 'UrlDownloader', 'greeting')}`,
  },
  modules: { [`${BUILT}/greeter.wasm`]: 'greeter', [`${BUILT}/phrasebook.wasm`]: 'phrasebook' },
  aqua: ['--dry'],
  compiled: [],
  deployed: ['defaultWorker nox-0', 'defaultWorker nox-1', 'defaultWorker nox-1', 'defaultWorker nox-2'],
  calls: [
    { func: 'askAll("fluence")', prints: /fluence[\s\S]*fluence[\s\S]*fluence/ },
    { func: 'askHost("fluence")', prints: /fluence/ },
    { func: 'askSubnetwork("fluence")', prints: /fluence[\s\S]*fluence[\s\S]*fluence/ },
  ],
};

export const misSpell: UpstreamProject = {
  like: 'boneyard93501/mis-spell, moskalyk/tarot-spells-playground (v2, mid-2023)',
  files: {
    'fluence.yaml': `version: 2
aquaInputPath: src/aqua/main.aqua
aquaOutputJSPath: src/js
spells:
  cspell:
    get: src/spells/cspell/
workers:
  defaultWorker:
    spells:
      - cspell
    services: []
deals:
  defaultWorker:
    minWorkers: 1
    targetWorkers: 2
`,
    'src/spells/cspell/spell.yaml': SPELL_YAML,
    'src/spells/cspell/spell.aqua': SPELL_AQUA,
    'src/spells/old/spell.yaml.bak': 'version: 0\n',
    'src/aqua/main.aqua': `aqua Main

import "@fluencelabs/aqua-lib/builtin.aqua"

-- IMPORTANT: Add exports for all functions that you want to run
export helloWorld, helloWorldRemote, getInfos

func helloWorld(name: string) -> string:
    <- Op.concat_strings("Hello, ", name)

func helloWorldRemote(name: string) -> string:
    on HOST_PEER_ID:
        hello_msg <- helloWorld(name)
        from_msg <- Op.concat_strings(hello_msg, "! From ")
        from_peer_msg <- Op.concat_strings(from_msg, HOST_PEER_ID)
    <- from_peer_msg

func getInfos(peers: []PeerId) -> []Info:
    infos: *Info
    for p <- peers:
        on p:
            infos <- Peer.identify()
    <- infos
`,
  },
  compiled: ['src/js/main.js', 'src/js/main.d.ts'],
  deployed: ['defaultWorker nox-0', 'defaultWorker nox-1'],
  calls: [
    { func: 'helloWorldRemote("Fluence")', prints: /^Hello, Fluence! From 12D3KooW/ },
    {
      func: 'getInfos(peers)',
      flags: ['--data', JSON.stringify({ peers: [LOCAL_PEERS[0], LOCAL_PEERS[2]] })],
      prints: /node_version[\s\S]*node_version/,
    },
  ],
};

export const evmRouter: UpstreamProject = {
  like: 'moskalyk/aqua-evm-router, fluencelabs/benchmark-service (v2, Sep 2023: a list of relays)',
  files: {
    'fluence.yaml': `workers:
  defaultWorker:
    services: [ router ]
    spells: []
aquaInputPath: src/aqua/main.aqua
hosts:
  defaultWorker:
    peerIds:
      - ${LOCAL_PEERS[0]}
      - ${LOCAL_PEERS[1]}
relays:
  - /ip4/127.0.0.1/tcp/9991/ws/p2p/${LOCAL_PEERS[0]}
chainNetwork: testnet
version: 2
services:
  router:
    get: src/services/router
    keyPairName: other
`,
    'src/services/router/service.yaml': serviceYaml('router', 'modules/router'),
    'src/services/router/modules/router/module.yaml': moduleYaml('phrasebook', 'compiled'),
    'src/aqua/main.aqua': `aqua Main

import "services.aqua"
use "hosts.aqua"

export askHost
${askHost('defaultWorker', 'Router')}`,
  },
  modules: { 'src/services/router/modules/router/phrasebook.wasm': 'phrasebook' },
  aqua: ['-o', 'out', '--air'],
  compiled: ['out/main.askHost.air'],
  deployed: ['defaultWorker nox-0', 'defaultWorker nox-1'],
  calls: [{ func: 'askHost("fluence")', prints: /"de"|^de\n$/ }],
};
