/** Modules that stand in for those of a project: what theirs were built from is not restated. */
export type Prebuilt = 'greeter' | 'phrasebook';

/** A public project, restated: its keys and its layout, with content of our own. */
export interface UpstreamProject {
  /** Where its like was found; which version of fluence.yaml and year it is of. */
  readonly like: string;
  /** By path; `{downloads}` stands for where archives can be downloaded. */
  readonly files: Readonly<Record<string, string>>;
  /** What upstream's command wrote and somebody pushed; ours writes it anew. @default none */
  readonly generated?: Readonly<Record<string, string>>;
  /** Where modules stand that were built before. */
  readonly modules?: Readonly<Record<string, Prebuilt>>;
  /** What `fluence aqua` is told. @default nothing: what fluence.yaml says counts */
  readonly aqua?: readonly string[];
  /** Files that `aqua` writes. */
  readonly compiled: readonly string[];
  /** Workers of `fluence deploy`, sorted `name peer`. */
  readonly deployed: readonly string[];
  readonly calls: readonly Call[];
}

/** A call of `fluence run`. */
export interface Call {
  readonly func: string;
  /** @default none */
  readonly flags?: readonly string[];
  /** What it prints. */
  readonly prints: string | RegExp;
}

/** Where cargo and `marine build` leave modules of the type `rust`. */
export const BUILT = 'target/wasm32-wasi/release';

/** The ids of the first local peers: what projects of 2023 listed for a network of docker's. */
export const LOCAL_PEERS = [
  '12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR',
  '12D3KooWQdpukY3p2DhDfUfDgphAqsGu5ZUrmQ4mcHSGrRag6gQK',
  '12D3KooWRT8V5awYdEZm6aAV9HWweCEbhWd7df4wehqHZXAB7yMZ',
] as const;

/** @param modules paths of their folders, the facade's first; each is called after its folder */
export function serviceYaml(name: string, ...modules: readonly string[]): string {
  const entries = modules.map((get, index) => {
    const key = index === 0 ? 'facade' : get.split('/').at(-1)!.replaceAll('-', '_');
    return `  ${key}:\n    get: ${get}\n`;
  });
  const schema = '# yaml-language-server: $schema=../../../.fluence/schemas/service.json\n\n';
  return `${schema}version: 0\nname: ${name}\nmodules:\n${entries.join('')}`;
}

/** @param more lines of old versions */
export function moduleYaml(name: Prebuilt, type: 'rust' | 'compiled' = 'rust', more = ''): string {
  return `version: 0\ntype: ${type}\nname: ${name}\n${more}`;
}

export const SPELL_YAML =
  'version: 0\naquaFilePath: ./spell.aqua\nfunction: spell\nclock:\n  periodSec: 60\n  endDelaySec: 1800\n';

/** A spell as `fluence spell new` made it. */
export const SPELL_AQUA = `import Op, Debug from "@fluencelabs/aqua-lib/builtin.aqua"
import Spell from "@fluencelabs/spell/spell_service.aqua"

func spell():
    msg = "Hello"
    str <- Debug.stringify(msg)
    Spell "any_string"
    Spell.store_log(str)
`;

/** What can be asked of a service with the facade `greeter`, and of one with `phrasebook` alone. */
type Question = 'greeting' | 'languages';

const ASK: Readonly<Record<Question, (service: string) => string>> = {
  greeting: (service) => `answer <- ${service}.greeting(name)`,
  languages: (service) => `list <- ${service}.languages()\n                answer = list[0]`,
};

/** Aqua as `fluence init` made it since Oct 2023: asks each worker of a deployment. @param service in services.aqua */
export const askDeal = (deployment: string, service: string, question: Question = 'languages') => `
data Answer:
    answer: ?string
    worker: Worker

func askAll(name: string) -> []Answer:
    deals <- Deals.get()
    dealId = deals.${deployment}!.dealIdOriginal
    answers: *Answer
    on HOST_PEER_ID:
        subnet <- Subnet.resolve(dealId)
    if subnet.success == false:
        Console.print(["Failed to resolve subnet: ", subnet.error])

    for w <- subnet.workers:
        if w.worker_id == nil:
            answers <<- Answer(answer=nil, worker=w)
        else:
            on w.worker_id! via w.host_id:
                ${ASK[question](service)}
                answers <<- Answer(answer=?[answer], worker=w)

    <- answers
`;

/** Aqua that asks the first worker of a host entry. */
export const askHost = (entry: string, service: string, question: Question = 'languages') => `
func askHost(name: string) -> string:
    hosts <- Hosts.get()
    spell = hosts.${entry}!.installationSpells[0]
    on spell.workerId via spell.hostId:
        ${ASK[question](service).replace(/\n +/, '\n        ')}
    <- answer
`;
