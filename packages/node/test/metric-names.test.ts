import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { silentLogger } from '@noctiluca/lifecycle';
import { generateKeyPair } from '@noctiluca/particle';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkConfig, createNode, type Node, resolveConfig } from '../src/index.js';

/** Names of upstream (spec/nox.md §7.6) that exist here, counters without `_total` as OpenMetrics writes their family. */
const UPSTREAM = [
  'connectivity_contact_resolve',
  'connectivity_particle_send_success',
  'connectivity_particle_send_failure',
  'connectivity_bootstrap_connected',
  'connectivity_bootstrap_disconnected',
  'connection_pool_received_particles',
  'connection_pool_particle_sizes',
  'connection_pool_connected_peers',
  'connection_pool_particle_queue_size',
  'dispatcher_particles_expired',
  'particle_executor_interpretation_time_sec',
  'particle_executor_interpretation_successes',
  'particle_executor_interpretation_failures',
  'particle_executor_total_actors_mailbox',
  'particle_executor_alive_actors',
  'particle_executor_service_call_time_sec',
  'particle_executor_service_call_success',
  'particle_executor_service_call_failure',
  'aqua_vm_pool_pool_size',
  'aqua_vm_pool_free_vms',
  'aqua_vm_pool_get_vm',
  'aqua_vm_pool_no_free_vm',
  'aqua_vm_pool_vm_mem_total',
  'aqua_vm_pool_vm_mem_avg',
  'services_services_count',
  'services_creation_time_msec',
  'services_removal_time_msec',
  'services_creation_count',
  'services_removal_count',
  'services_creation_failure_count',
  'services_modules_in_services_count',
  'services_call_time_msec',
  'services_call_success_count',
  'services_call_failed_count',
  'spell_particles_created',
  'spell_scheduled_now',
  'spell_periods',
  'nox_build_info',
  'nox_network_info',
];

/** Ours, and those of the process that dashboards for Node.js know. */
const OURS = [
  'particle_dropped',
  'connection_pool_dropped_frames',
  'particle_executor_queued_bytes',
  'particle_executor_data_bytes',
  'spell_runs',
  'spell_triggers_skipped',
  'spell_lateness_seconds',
  'aqua_vm_pool_traps',
  'aqua_vm_pool_deadlines',
  'process_resident_memory_bytes',
  'nodejs_eventloop_lag_seconds',
];

let cwd: string;
let node: Node;
beforeAll(async () => {
  cwd = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-metrics-'));
  const { settings } = checkConfig({
    listen_ip: '127.0.0.1',
    tcp_port: 0,
    websocket_port: 0,
    http_port: 0,
    services_envs: { token: 'SECRET' },
  });
  node = createNode(await resolveConfig(settings, { cwd, keyPair: generateKeyPair() }), {
    logger: silentLogger,
  });
  await node.start();
});
afterAll(async () => {
  await node.stop();
  await rm(cwd, { recursive: true, force: true });
});

describe('a peer that has just started', () => {
  it('answers /metrics with the names of upstream and ours', async () => {
    const response = await fetch(`${node.httpUrl}/metrics`);
    expect(response.headers.get('content-type')).toBe(
      'application/openmetrics-text; version=1.0.0; charset=utf-8',
    );
    const text = await response.text();
    const names = [...text.matchAll(/^# TYPE (\S+) /gm)].map(([, name]) => name);
    expect(names).toEqual(expect.arrayContaining([...UPSTREAM, ...OURS]));
    expect(new Set(names).size).toBe(names.length);
  });

  it('spec/nox.md §9.2 no. 54: doubles no suffix', async () => {
    const text = await (await fetch(`${node.httpUrl}/metrics`)).text();
    expect(text).not.toContain('_total_total');
  });

  it('spec/nox.md §9.2 no. 48: shows its configuration without secrets', async () => {
    const text = await (await fetch(`${node.httpUrl}/config`)).text();
    expect(text).toContain('token = "***"');
    expect(text).toContain(`management_peer_id = "12D3KooW`);
    expect(text).not.toContain('SECRET');
  });
});
