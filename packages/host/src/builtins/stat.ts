import { type JsonValue, jsonFloat } from '@noctiluca/marine';
import { HostError } from '../errors.js';
import type { CallStats, Series, ServiceStatsView } from '../services/instances/service-stats.js';
import type { Services } from '../services/services.js';
import { text } from './argument-types.js';
import { fields, required } from './arguments.js';
import { type BuiltinService, builtin } from './table.js';

export interface StatBuiltinsComponents {
  readonly services: Services;
  /** Whether statistics of calls are answered. */
  readonly serviceStats: boolean;
}

const idOrAlias = fields({ service_id_or_alias: required(text) });

/** `stat`: what services use (spec/nox.md §3.8). */
export function statBuiltins({ services, serviceStats }: StatBuiltinsComponents): BuiltinService {
  return {
    id: 'stat',
    doc: 'Memory and calls of services.',
    functions: {
      service_memory: builtin({
        doc: 'Memory of each module of a service, in bytes.',
        args: idOrAlias,
        returns: '[]MemoryStat',
        errors: [
          "Error: Service with id '<id>' not found on <scope>",
          'Error: <why the service does not start>',
        ],
        async call(args, { scope }) {
          const modules = await services.memory(scope, args.service_id_or_alias);
          return modules.map(({ name, memorySizeBytes }) => ({ name, memory_size_bytes: memorySizeBytes }));
        },
      }),
      service_stat: builtin({
        doc: 'Calls of a service since it was last started: counts, durations, memory growth.',
        args: idOrAlias,
        returns: 'StatResult',
        notes: 'A series holds the last 5 calls. An unknown service is no error: `status` is false.',
        errors: ['Service stats collection is disabled'],
        async call(args, { scope }) {
          if (!serviceStats) throw new HostError('UNSUPPORTED', 'Service stats collection is disabled');
          const stats = await services.stats(scope, args.service_id_or_alias);
          if (stats !== undefined) return { status: true, error: '', result: [statsJson(stats)] };
          const error = `No stats were collected for the \`${args.service_id_or_alias}\` service`;
          return { status: false, error, result: [] };
        },
      }),
    },
  };
}

function statsJson({ total, functions }: ServiceStatsView): JsonValue {
  return {
    total_stats: callStatsJson(total),
    functions_stats: functions.map(({ name, stats }) => ({ name, stats: callStatsJson(stats) })),
  };
}

function callStatsJson(stats: CallStats): JsonValue {
  return {
    success_req_count: stats.successes,
    failed_req_count: stats.failures,
    memory_deltas_bytes: seriesJson(stats.memoryDeltasBytes),
    call_time_sec: seriesJson(stats.callTimeSec),
    timestamps: stats.timestampsSec,
  };
}

/** All of a series are floats, `0.0` included. */
function seriesJson({ series, total, avg }: Series): JsonValue {
  return { series: series.map(jsonFloat), total: jsonFloat(total), avg: jsonFloat(avg) };
}
