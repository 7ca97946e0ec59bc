/** An item of a list as a peer tells it. */
export type Item = Readonly<Record<string, unknown>>;

export interface List {
  readonly title: string;
  /** Titles, and where an item has what stands below. */
  readonly columns: Readonly<Record<string, (item: Item) => unknown>>;
  /** What names an item for `/api/<list>/<id>`; absent where there is no more to be had. */
  readonly id?: string;
}

const field = (name: string) => (item: Item) => item[name];
const scope = (item: Item) => (item.scope === 'host' ? 'host' : `worker …${String(item.scope).slice(-6)}`);

/** What peers have, by the name of the list in their API. */
export const LISTS: Readonly<Record<string, List>> = {
  services: {
    title: 'Services',
    columns: {
      Name: field('name'),
      Aliases: field('aliases'),
      Type: field('type'),
      Scope: scope,
      Id: field('serviceId'),
    },
    id: 'serviceId',
  },
  spells: {
    title: 'Spells',
    columns: {
      Aliases: field('aliases'),
      Scope: scope,
      Runs: field('runs'),
      'Last run': (item) => time(item.lastRunMs),
      'Next run': (item) => time(item.nextRunMs),
      'Last error': (item) => (item.lastError as Item | null)?.message,
    },
    id: 'spellId',
  },
  workers: {
    title: 'Workers',
    columns: {
      Worker: field('workerId'),
      Deal: field('dealId'),
      Active: field('active'),
      Services: field('services'),
      Spells: field('spells'),
    },
  },
  deployments: {
    title: 'Deployments',
    columns: {
      Name: field('name'),
      Version: field('version'),
      State: field('state'),
      Healthy: field('healthy'),
      Attempts: field('attempts'),
      'To do': (item) =>
        (item.plan as readonly Item[] | undefined)?.map(({ action, alias }) => `${action} ${alias}`),
      Error: (item) => (item.error as Item | null)?.message,
    },
  },
  modules: {
    title: 'Modules',
    columns: {
      Name: field('name'),
      Bytes: field('sizeBytes'),
      Blueprints: field('blueprints'),
      Cid: field('cid'),
    },
  },
  blueprints: {
    title: 'Blueprints',
    columns: { Name: field('name'), Services: field('services'), Id: field('id') },
  },
  aliases: {
    title: 'Aliases',
    columns: { Alias: field('alias'), Scope: scope, Type: field('type'), Service: field('serviceId') },
  },
  connections: {
    title: 'Connections',
    columns: {
      Peer: field('peerId'),
      Direction: field('direction'),
      Transport: field('transport'),
      Since: (item) => time(item.openedAtMs),
      Agent: field('agent'),
    },
  },
  kademlia: {
    title: 'Routing',
    columns: { Peer: field('peerId'), Bucket: field('bucket'), Connected: field('connected') },
  },
};

/** A cell's text; `–` for what is not there. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(cellText).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function time(ms: unknown): string | undefined {
  return typeof ms === 'number' ? new Date(ms).toLocaleTimeString() : undefined;
}
