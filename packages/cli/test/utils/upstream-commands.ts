/** Commands of upstream's 0.16.3, by their files in its package; and those of its plugins. */
export const UPSTREAM_COMMANDS = `
air beautify, aqua, aqua imports, aqua json, aqua yml, build, chain info, chain proof, deal change-app, deal create, deal deploy,
deal deposit, deal info, deal logs, deal stop, deal withdraw, deal workers-add, deal workers-remove, default env, default peers,
delegator collateral-add, delegator collateral-withdraw, delegator reward-withdraw, dep install, dep reset, dep uninstall,
dep versions, deploy, init, key default, key new, key remove, local down, local init, local logs, local ps, local up, module add,
module build, module new, module pack, module remove, provider cc-activate, provider cc-collateral-withdraw, provider cc-create,
provider cc-info, provider cc-remove, provider cc-rewards-withdraw, provider deal-exit, provider deal-list,
provider deal-rewards-info, provider deal-rewards-withdraw, provider gen, provider info, provider init, provider offer-create,
provider offer-info, provider offer-update, provider register, provider tokens-distribute, provider tokens-withdraw,
provider update, run, service add, service new, service remove, service repl, spell build, spell new, workers deploy,
workers logs, workers remove, workers upload, update, autocomplete, help
`
  .trim()
  .split(/,\s+/)
  .map((command) => command.split(' '));
