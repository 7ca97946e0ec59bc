/**
 * Flags of upstream's 0.16.3, of those commands that are here, as its commands declare them: `f:func` is `-f` too. Each has
 * `--no-input` besides. A line that is indented goes on with the one before.
 */
const DECLARED = `
air beautify:
aqua: air const dry import i:input js log-level-compiler n:names no-empty-response no-relay no-xor o:output tracing w:watch
aqua imports:
aqua json: f64 types
aqua yml: f64 types
build: env import marine-build-args
chain info: env priv-key
chain proof: env priv-key
deal change-app: env priv-key
deal create: app-cid blacklist collateral-per-worker effectors env initial-balance max-workers-per-provider min-workers
  price-per-worker-epoch priv-key protocol-version target-workers whitelist
deal deploy: dial-timeout env import marine-build-args no-build off-aqua-logs particle-id priv-key relay k:sk tracing ttl
  u:update
deal deposit: deal-ids env priv-key
deal info: deal-ids env priv-key
deal stop: deal-ids env priv-key
deal withdraw: deal-ids env priv-key
deal workers-add: deal-ids env priv-key
deal workers-remove: env priv-key
default env:
default peers:
delegator collateral-add: env priv-key
delegator collateral-withdraw: env max-cus priv-key
delegator reward-withdraw: env priv-key
dep install:
dep reset:
dep uninstall:
dep versions: default
deploy: dial-timeout env import marine-build-args no-build off-aqua-logs particle-id priv-key relay k:sk tracing ttl u:update
init: env noxes t:template
key default: user
key new: default user
key remove: user
local down: flags v:volumes
local init: env priv-key
local logs: flags
local ps: flags
local up: build d:detach flags noxes priv-key quiet-pull r:reset timeout
module add: name service
module build: marine-build-args
module new: path service
module pack: b:binding-crate d:destination marine-build-args
module remove: service
provider cc-activate: cc-ids env nox-names priv-key
provider cc-collateral-withdraw: cc-ids env max-cus nox-names priv-key
provider cc-create: env nox-names offers priv-key
provider cc-info: cc-ids env nox-names priv-key
provider cc-remove: cc-ids env nox-names priv-key
provider cc-rewards-withdraw: env nox-names priv-key
provider deal-exit: all deal-ids env priv-key
provider deal-list: env priv-key
provider deal-rewards-info: env priv-key
provider deal-rewards-withdraw: deal-ids env priv-key
provider gen: env priv-key
provider info: env json nox-names priv-key
provider init: env noxes priv-key
provider offer-create: env offers priv-key
provider offer-info: env offer-ids offers priv-key
provider offer-update: env offers priv-key
provider register: env priv-key
provider tokens-distribute: amount env nox-names priv-key
provider tokens-withdraw: amount env nox-names priv-key
provider update: env priv-key
run: const data data-path dial-timeout env f:func import i:input log-level-compiler no-empty-response no-relay no-xor
  off-aqua-logs particle-id print-air b:print-beautified-air quiet relay k:sk tracing ttl
service add: marine-build-args name
service new: path
service remove:
service repl: marine-build-args
spell build: import
spell new: path
workers deploy: dial-timeout env import marine-build-args no-build off-aqua-logs particle-id relay k:sk tracing ttl
workers logs: dial-timeout env host-id off-aqua-logs particle-id relay k:sk spell-id tracing ttl worker-id
workers remove: dial-timeout env off-aqua-logs particle-id relay k:sk tracing ttl
workers upload: dial-timeout env import marine-build-args no-build off-aqua-logs particle-id relay k:sk tracing ttl
`;

/** A command and its flags, each with its letter, if it has one. */
export const UPSTREAM_FLAGS = DECLARED.trim()
  .replaceAll(/\n +/g, ' ')
  .split('\n')
  .map((line) => {
    const colon = line.indexOf(':');
    const flags = line
      .slice(colon + 1)
      .split(' ')
      .filter((flag) => flag !== '');
    return {
      command: line.slice(0, colon),
      flags: [...flags, 'no-input'].map((flag) => flag.split(':').reverse()),
    };
  });
