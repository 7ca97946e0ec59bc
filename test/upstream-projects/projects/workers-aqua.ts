import {
  BUILT,
  LOCAL_PEERS,
  moduleYaml,
  SPELL_AQUA,
  SPELL_YAML,
  serviceYaml,
  type UpstreamProject,
} from '../upstream-project.js';

/** As CLI 0.4 left it after a deployment: fields are no optionals. Other peers and workers than those of the test. */
const FIRST_FORM = `data GetWorkersInfoHostsDefaultWorkerInstallationSpells:
    hostId: string
    spellId: string
    workerId: string

data GetWorkersInfoHostsDefaultWorker:
    definition: string
    installationSpells: []GetWorkersInfoHostsDefaultWorkerInstallationSpells
    timestamp: string
    relayId: string

data GetWorkersInfoHosts:
    defaultWorker: GetWorkersInfoHostsDefaultWorker

data GetWorkersInfo:
    hosts: GetWorkersInfoHosts

func getWorkersInfo() -> GetWorkersInfo:
    <- GetWorkersInfo(hosts=GetWorkersInfoHosts(defaultWorker=GetWorkersInfoHostsDefaultWorker(definition="bafkgone",installationSpells=[GetWorkersInfoHostsDefaultWorkerInstallationSpells(hostId="${LOCAL_PEERS[2]}",spellId="gone",workerId="gone")],timestamp="2023-04-23T07:00:05.549Z",relayId="${LOCAL_PEERS[2]}")))
`;

export const template07: UpstreamProject = {
  like: 'projects of CLI 0.4 to 0.8.2 (v2, mid-2023), whose template imports workers.aqua',
  files: {
    'fluence.yaml': `version: 2
aquaInputPath: src/aqua/main.aqua
aquaOutputTSPath: src/ts/src/aqua
workers:
  defaultWorker:
    services: [ MyService ]
    spells: [ mySpell ]
deals:
  defaultWorker:
    minWorkers: 1
    targetWorkers: 2
hosts:
  defaultWorker:
    peerIds:
      - ${LOCAL_PEERS[0]}
relays: local
services:
  MyService:
    get: src/services/MyService
spells:
  mySpell:
    get: src/spells/mySpell
`,
    'src/services/MyService/service.yaml': serviceYaml('MyService', 'modules/MyService'),
    'src/services/MyService/modules/MyService/module.yaml': moduleYaml('phrasebook', 'compiled'),
    'src/spells/mySpell/spell.yaml': SPELL_YAML,
    'src/spells/mySpell/spell.aqua': SPELL_AQUA,
    'src/aqua/main.aqua': `aqua Main

import "@fluencelabs/aqua-lib/builtin.aqua"
import "@fluencelabs/registry/subnetwork.aqua"

import "workers.aqua"
import "services.aqua"

export runDeployed, askHost

data Answer:
    answer: []string
    peer: string

func runDeployed() -> []Answer:
    workersInfo <- getWorkersInfo()
    dealId = workersInfo.deals.defaultWorker!.dealIdOriginal
    answers: *Answer
    workers, error <- resolveSubnetwork(dealId)
    for w <- workers!:
        on w.metadata.peer_id via w.metadata.relay_id:
            answer <- MyService.languages()
            answers <<- Answer(answer=answer, peer=w.metadata.relay_id!)

    <- answers

func askHost() -> []string:
    workersInfo <- getWorkersInfo()
    spell = workersInfo.hosts.defaultWorker!.installationSpells[0]
    on spell.workerId via spell.hostId:
        answer <- MyService.languages()
    <- answer
`,
  },
  modules: { 'src/services/MyService/modules/MyService/phrasebook.wasm': 'phrasebook' },
  compiled: ['src/ts/src/aqua/main.ts', '.fluence/aqua/workers.aqua'],
  deployed: ['defaultWorker nox-0', 'defaultWorker nox-0', 'defaultWorker nox-1'],
  calls: [
    { func: 'runDeployed()', prints: /"peer"[\s\S]*"peer"/ },
    { func: 'askHost()', prints: /de/ },
  ],
};

export const callParameters: UpstreamProject = {
  like: 'fluencelabs/examples, marine-examples/call_parameters (v2, Apr 2023): workers.aqua in its first form, pushed',
  files: {
    'fluence.yaml': `version: 2
aquaInputPath: src/aqua/main.aqua
workers:
  defaultWorker:
    services: [ call_parameters ]
hosts:
  defaultWorker:
    peerIds:
      - ${LOCAL_PEERS[1]}
relays: stage
services:
  call_parameters:
    get: service
`,
    'service/service.yaml': serviceYaml('call_parameters', 'modules/call_parameters'),
    'service/modules/call_parameters/module.yaml': moduleYaml('phrasebook'),
    'src/aqua/main.aqua': `aqua Main

import "@fluencelabs/aqua-lib/builtin.aqua"
import "@fluencelabs/spell/spell_service.aqua"

import "workers.aqua"
import "services.aqua"

export ask

func ask() -> []string:
  info <- getWorkersInfo()
  spell = info.hosts.defaultWorker.installationSpells[0]
  on spell.workerId via spell.hostId:
    res <- CallParameters.languages()
  <- res
`,
  },
  generated: { '.fluence/aqua/workers.aqua': FIRST_FORM },
  modules: { [`${BUILT}/phrasebook.wasm`]: 'phrasebook' },
  aqua: ['--dry'],
  compiled: [],
  deployed: ['defaultWorker nox-1'],
  calls: [{ func: 'ask()', prints: /de/ }],
};
