/** What of upstream's 0.16.3 is about its chain, and what to use here instead. Names as upstream's files have them. */
export interface ChainGroup {
  /** Commands of the group that need no chain. */
  readonly here: readonly string[];
  readonly brief: string;
  /** Command to what does the same here, as far as anything does. */
  readonly commands: Readonly<Record<string, string>>;
  readonly aliases: Readonly<Record<string, string>>;
}

const DEPLOY = '"fluence deploy" puts workers on the local network without one';
const REMOVE = '"fluence workers remove" takes workers off their peers';
const UP = '"fluence local up" starts peers that need no registration';
const NOTHING = 'nothing here takes or pays tokens';

/** spec/fluence-cli.md §1.3 */
export const CHAIN_GROUPS = {
  deal: {
    here: ['deploy'],
    brief: 'Deals of a chain',
    commands: {
      create: DEPLOY,
      'change-app': DEPLOY,
      deposit: NOTHING,
      withdraw: NOTHING,
      info: '"fluence workers ls" and "fluence deploy --dry-run" tell what is deployed',
      logs: '"fluence workers logs" prints what worker spells log',
      stop: REMOVE,
      'workers-add': 'raise targetWorkers of the deployment and run "fluence deploy"',
      'workers-remove': REMOVE,
    },
    aliases: { wa: 'workers-add', wr: 'workers-remove' },
  },
  provider: {
    here: ['init', 'gen', 'info', 'i'],
    brief: 'Offers and commitments of a provider on a chain',
    commands: {
      register: UP,
      update: UP,
      'offer-create': UP,
      'offer-info': UP,
      'offer-update': UP,
      'cc-activate': NOTHING,
      'cc-collateral-withdraw': NOTHING,
      'cc-create': NOTHING,
      'cc-info': NOTHING,
      'cc-remove': NOTHING,
      'cc-rewards-withdraw': NOTHING,
      'deal-exit': REMOVE,
      'deal-list': '"fluence workers ls" tells what is deployed',
      'deal-rewards-info': NOTHING,
      'deal-rewards-withdraw': NOTHING,
      'tokens-distribute': NOTHING,
      'tokens-withdraw': NOTHING,
    },
    aliases: {
      ...{ r: 'register', u: 'update', oc: 'offer-create', oi: 'offer-info', ou: 'offer-update' },
      ...{
        ca: 'cc-activate',
        ccw: 'cc-collateral-withdraw',
        cc: 'cc-create',
        ci: 'cc-info',
        cr: 'cc-remove',
      },
      ...{ crw: 'cc-rewards-withdraw', de: 'deal-exit', dl: 'deal-list', dri: 'deal-rewards-info' },
      ...{ drw: 'deal-rewards-withdraw', td: 'tokens-distribute', tw: 'tokens-withdraw' },
    },
  },
  delegator: {
    here: [],
    brief: 'Collateral of capacity commitments on a chain',
    commands: { 'collateral-add': NOTHING, 'collateral-withdraw': NOTHING, 'reward-withdraw': NOTHING },
    aliases: { ca: 'collateral-add', cw: 'collateral-withdraw', rw: 'reward-withdraw' },
  },
  chain: {
    here: ['info'],
    brief: 'Contracts of a chain',
    commands: { proof: NOTHING },
    aliases: {},
  },
} as const satisfies Readonly<Record<string, ChainGroup>>;

/** Whether words name a command that needs a chain. */
export function needsChain(group: string, command: string | undefined): boolean {
  if (!Object.hasOwn(CHAIN_GROUPS, group) || command === undefined) return false;
  const { here }: ChainGroup = CHAIN_GROUPS[group as keyof typeof CHAIN_GROUPS];
  return !command.startsWith('-') && !here.includes(command);
}
