/** What became of a command of upstream's 0.16.3 here. */
export interface Answer {
  /** `other`: does the same, but for what `text` says; `none`: answers with what to use instead. */
  readonly is: 'same' | 'other' | 'none';
  /** How it differs, or why it is not here and what to use instead. Markdown on one line; empty where there is nothing to say. */
  readonly text: string;
}

const same = (text = ''): Answer => ({ is: 'same', text });
const other = (text: string): Answer => ({ is: 'other', text });
const none = (text: string): Answer => ({ is: 'none', text });

const NPM_PART = "npm's part of it: upstream goes on to fetch `marine`, `mrepl` and Rust";
const LOCAL_KEYS =
  'writes `provider.yaml` and keys for its peers (`.fluence/secrets`, `.fluence/provider-secrets.yaml`), which `local up` takes';
const ENVIRONMENTS = "the environments are `local` and `custom`: upstream's public networks were shut down";
const OF_HOSTS = 'hidden upstream';
const ON_CHAIN = 'on the local chain (`local up --chain`, `@noctiluca/chain`)';
const NO_REWARDS = `${ON_CHAIN}, where capacity earns nothing: what is withdrawn is nothing`;
const CARGO = 'with cargo alone, see below';

/**
 * Commands of 0.16.3, as docs/compatibility.md tells of them. A test compares the names with upstream's and with the command
 * tree.
 */
export const ANSWERS: Readonly<Record<string, Answer>> = {
  'air beautify': same('byte for byte; names that nothing defines are printed and not refused'),
  aqua: other(
    'what has not changed is not compiled again; sources of before 2024, without a header, compile too; `--watch` sees imports; `aqua-lib` and `spell` need no installation. More: `--check`, `--runtime`',
  ),
  'aqua imports': same("the folders of this program's own libraries are among them"),
  'aqua json': other(
    'integers to the digit; a text with quotes or line breaks in it, for which Aqua has no literal, is refused with its place instead of written as Aqua that does not compile',
  ),
  'aqua yml': other('as `aqua json`'),
  autocomplete: other('bash, zsh and fish; upstream has PowerShell instead of fish'),
  build: other(`${CARGO}; \`.fluence/service-configs/<service>_Config.toml\` is written for \`mrepl\``),
  'chain info': other(
    'the id, addresses and accounts of a local chain, as upstream prints them, without hashes of code; no addresses without `@noctiluca/chain`',
  ),
  'chain proof': other(`${ON_CHAIN}; proofs are written down and nothing else`),
  'deal change-app': same(ON_CHAIN),
  'deal create': other(`${ON_CHAIN}; \`--collateral-per-worker\` need not be given`),
  'deal deploy': other('as `deploy`'),
  'deal deposit': same(ON_CHAIN),
  'deal info': same(ON_CHAIN),
  'deal logs': other(
    'a worker that does not answer, or has no such spell, leaves the others alone; deployments without a chain have theirs too',
  ),
  'deal stop': same(ON_CHAIN),
  'deal withdraw': same(ON_CHAIN),
  'deal workers-add': other(`${ON_CHAIN}, which needs no indexer for it`),
  'deal workers-remove': same(ON_CHAIN),
  'delegator collateral-add': same(ON_CHAIN),
  'delegator collateral-withdraw': same(ON_CHAIN),
  'delegator reward-withdraw': other(NO_REWARDS),
  'default env': other(ENVIRONMENTS),
  'default peers': other(ENVIRONMENTS),
  'dep install': other(NPM_PART),
  'dep reset': other(`${NPM_PART}; packages that are no part of this program stay as they are`),
  'dep uninstall': other(NPM_PART),
  'dep versions': other('no versions of `marine` and `mrepl`, which are not used'),
  deploy: other(
    'with a chain deals as upstream, in its lines, but the command waits until their workers are registered and installed; without one `targetWorkers` workers on the peers of the local network, and it waits for them too. One deployment need not be named, `-u` is not needed, what is new is matched again. Entries of `hosts` too. More: `--dry-run`, `--prune`',
  ),
  help: same(),
  init: other(
    'every template needs nothing but this program. `quickstart`, `ts` and `js` have a service that is compiled already; `ts` and `js` a Vite app in `src/frontend` that stands on our client by the alias `"@fluencelabs/js-client": "npm:@noctiluca/client"`; there is no `src/gateway`: `src/frontend/src/greet.ts` runs in Node too',
  ),
  'key default': same('the paths in its messages are the right ones'),
  'key new': other(
    '`--default` names the key in `fluence.yaml`; upstream declared the flag and did not read it',
  ),
  'key remove': same(),
  'local down': same('without docker'),
  'local init': other(`${LOCAL_KEYS}; no \`docker-compose.yaml\``),
  'local logs': other(
    'of the peers, which have no containers: in the order of time, with peer, level and part; as they are in the files with `--json`. More: `--follow`, `--tail`',
  ),
  'local ps': other(
    'prints peers, their ids and addresses instead of containers; of a chain its block, epoch and deals',
  ),
  'local up': other(
    'no docker; ready in a second or two. State is kept, but for `-r`. Writes `.fluence/env.yaml` and the `relays.json` of each `relaysPath`. With `@noctiluca/chain` installed and `deployments:` or a `provider.yaml`, or with `--chain`, chain and indexer are up too, and the peers are registered and offered as upstream does. More: `--free-ports`, `--foreground`, `--isolate`, `--ipfs`, `--no-chain`',
  ),
  'module add': same(),
  'module build': other(CARGO),
  'module new': other('`module_manifest!` is not in the template, as it makes each build another'),
  'module pack': other('equal modules give equal archives'),
  'module remove': same(),
  'provider cc-activate': same(ON_CHAIN),
  'provider cc-collateral-withdraw': same(ON_CHAIN),
  'provider cc-create': same(ON_CHAIN),
  'provider cc-info': same(ON_CHAIN),
  'provider cc-remove': same(ON_CHAIN),
  'provider cc-rewards-withdraw': other(NO_REWARDS),
  'provider deal-exit': same(ON_CHAIN),
  'provider deal-list': same(ON_CHAIN),
  'provider deal-rewards-info': same(ON_CHAIN),
  'provider deal-rewards-withdraw': same(ON_CHAIN),
  'provider gen': other('as `local init`; no configuration files of nox are written'),
  'provider info': other('prints the peers of `provider.yaml` with their peer ids, without wallets'),
  'provider init': other('as `local init`'),
  'provider offer-create': same(ON_CHAIN),
  'provider offer-info': other(
    `${ON_CHAIN}; an offer is found by its peers when \`.fluence/provider-artifacts.yaml\` does not have it`,
  ),
  'provider offer-update': other(`${ON_CHAIN}; does not ask`),
  'provider register': same(ON_CHAIN),
  'provider tokens-distribute': same(ON_CHAIN),
  'provider tokens-withdraw': same(ON_CHAIN),
  'provider update': same(ON_CHAIN),
  run: other(
    'arguments are typed by the signature, 64-bit numbers to the digit; a call that stays on the client needs no network. `defaultSecretKeyName` of the project is the key, else a new one for each call (upstream has one for the user). With `--json` what Aqua prints goes to standard error. More: `--trace`',
  ),
  'service add': other(
    '`get:` with a URL: a `.tar.gz` of a service, module or spell is downloaded once, to the folder of `.fluence` that upstream uses (what it downloaded is used). At most 64 MiB, no links, nothing outside of its folder. Its SHA-256 is kept in `.fluence/downloads.json` and held to; `#sha256=<hex>` after the URL names it',
  ),
  'service new': other(
    'builds when there is what builds Rust, and leaves a service that can be built later when there is not; `module_manifest!` is not in the template',
  ),
  'service remove': same(),
  'service repl': other(
    'runs in our own Marine runtime and not in `mrepl`, with its words `call`, `interface`, `envs`, `stats`, `new`, `help` and `quit`; a script may be piped in, which upstream refuses; only functions of the facade can be called',
  ),
  'spell build': other('a clock that has ended is told; upstream refuses the spell'),
  'spell new': same(),
  update: none('npm updates this program: `npm install -g`'),
  'workers deploy': other(`${OF_HOSTS}, where names have to be those of \`deployments\` too`),
  'workers logs': same(OF_HOSTS),
  'workers remove': other(`${OF_HOSTS}; \`workers.yaml\` keeps its shape, which upstream breaks`),
  'workers upload': same(OF_HOSTS),
};

/** Commands of ours that 0.16.3 has not; what they do is in the tree. */
export const OWN_COMMANDS: readonly string[] = [
  ...['complete', 'dep npm install', 'dep npm uninstall', 'explorer', 'local clock advance', 'local clock'],
  ...['system apply', 'system plan', 'system status', 'trace', 'workers ls'],
];
