// Prints grafana-dashboard.json, from the panels below: `node make-dashboard.mjs > grafana-dashboard.json`. Import the file in Grafana,
// and choose the Prometheus that scrapes the peers.

const RATE = '[$__rate_interval]';
/** Title, unit, and expressions with what they are called. */
const PANELS = [
  [
    'Particles received',
    'pps',
    { '{{instance}}': `sum by (instance) (rate(connection_pool_received_particles_total${RATE}))` },
  ],
  [
    'Dropped, by the room and the reason',
    'pps',
    { '{{stage}} {{reason}}': `sum by (stage, reason) (rate(particle_dropped_total${RATE})) > 0` },
  ],
  [
    'Particles alive',
    'short',
    {
      '{{instance}}': 'particle_executor_alive_actors',
      'waiting on {{instance}}': 'particle_executor_total_actors_mailbox',
    },
  ],
  ['Bytes that particles hold', 'bytes', { '{{instance}}': 'particle_executor_data_bytes' }],
  [
    'AquaVM runs per second, and how they ended',
    'ops',
    {
      'ended well': `sum(rate(particle_executor_interpretation_successes_total${RATE}))`,
      'gave no outcome': `sum(rate(particle_executor_interpretation_failures_total${RATE}))`,
      'ret_code {{range}}': `sum by (range) (rate(particle_executor_nonzero_ret_codes_total${RATE}))`,
    },
  ],
  [
    'Time of an AquaVM run, 95 of 100',
    's',
    {
      '{{instance}}': `histogram_quantile(0.95, sum by (instance, le) (rate(particle_executor_interpretation_time_sec_bucket${RATE})))`,
    },
  ],
  ['AquaVM threads without work', 'short', { '{{instance}}': 'aqua_vm_pool_free_vms' }],
  [
    'AquaVM: ended at the deadline, traps, refused',
    'ops',
    {
      deadline: `sum(rate(aqua_vm_pool_deadlines_total${RATE}))`,
      trap: `sum(rate(aqua_vm_pool_traps_total${RATE}))`,
      refused: `sum(rate(aqua_vm_pool_no_free_vm_total${RATE}))`,
    },
  ],
  [
    'Calls of services per second',
    'ops',
    {
      answered: `sum(rate(services_call_success_count_total${RATE}))`,
      failed: `sum(rate(services_call_failed_count_total${RATE}))`,
    },
  ],
  [
    'Time of a call, 95 of 100',
    'ms',
    {
      '{{instance}}': `histogram_quantile(0.95, sum by (instance, le) (rate(services_call_time_msec_bucket${RATE})))`,
    },
  ],
  [
    'Services and workers',
    'short',
    { 'services on {{instance}}': 'services_services_count', 'workers on {{instance}}': 'host_workers' },
  ],
  [
    'Quotas that were used up',
    'ops',
    { '{{instance}} {{limit}}': `sum by (instance, limit) (rate(host_limit_reached_total${RATE})) > 0` },
  ],
  ['Connected peers', 'short', { '{{instance}}': 'connection_pool_connected_peers' }],
  [
    'Connections refused',
    'ops',
    { '{{reason}}': `sum by (reason) (rate(connection_pool_refused_connections_total${RATE})) > 0` },
  ],
  [
    'Sends that failed',
    'pps',
    { '{{instance}}': `sum by (instance) (rate(connectivity_particle_send_failure_total${RATE}))` },
  ],
  ['Streams that wait for room in the queue', 'short', { '{{instance}}': 'connection_pool_held_streams' }],
  [
    'Runs of spells, by how they ended',
    'ops',
    { '{{ended}}': `sum by (ended) (rate(spell_runs_total${RATE}))` },
  ],
  [
    'System services, by state',
    'short',
    { '{{state}} on {{instance}}': 'sum by (instance, state) (system_services_packages)' },
  ],
  [
    'Memory',
    'bytes',
    {
      '{{instance}}': 'process_resident_memory_bytes',
      'heap of {{instance}}': 'nodejs_heap_size_used_bytes',
    },
  ],
  ['Lag of the event loop, 99 of 100', 's', { '{{instance}}': 'nodejs_eventloop_lag_p99_seconds' }],
];

const COLUMNS = 2;
const WIDTH = 24 / COLUMNS;
const HEIGHT = 8;
const datasource = { type: 'prometheus', uid: '$datasource' };

const panels = PANELS.map(([title, unit, expressions], i) => ({
  id: i + 1,
  type: 'timeseries',
  title,
  datasource,
  gridPos: { h: HEIGHT, w: WIDTH, x: (i % COLUMNS) * WIDTH, y: Math.floor(i / COLUMNS) * HEIGHT },
  fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
  options: { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi' } },
  targets: Object.entries(expressions).map(([legendFormat, expr], n) => ({
    ...{ refId: String.fromCharCode(65 + n), datasource, legendFormat },
    expr,
  })),
}));

const dashboard = {
  ...{ uid: 'noctiluca', title: 'Noctiluca peers', tags: ['fluence'], schemaVersion: 39, version: 1 },
  ...{ timezone: 'browser', refresh: '15s', time: { from: 'now-1h', to: 'now' }, editable: true },
  templating: {
    list: [{ name: 'datasource', type: 'datasource', query: 'prometheus', label: 'Prometheus' }],
  },
  panels,
};
console.log(JSON.stringify(dashboard, null, 2));
