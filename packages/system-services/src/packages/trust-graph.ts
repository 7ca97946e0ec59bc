import { digestOf, type InitCall, type InitCalls, type PackageDistro } from '@noctiluca/deployment';
import type { JsonValue } from '@noctiluca/marine';
import type { Assets } from '../assets.js';
import { TRUST_GRAPH_MAX_CHAIN_LEN, TRUST_GRAPH_ROOT } from '../constants.js';
import { missingAssets } from './missing-assets.js';

/** A trust of a certificate (spec/services.md §3.1); times are seconds since the epoch. */
export interface Trust {
  readonly issued_for: string;
  readonly expires_at: number;
  readonly signature: string;
  readonly sig_type: string;
  readonly issued_at: number;
}

/** A chain of trust, its root first. */
export interface Certificate {
  readonly chain: readonly Trust[];
}

export interface TrustGraphSettings {
  /** Peer id everybody trusts. @default upstream's */
  readonly root?: string;
  /** Longest chain below the root. @default 5 */
  readonly maxChainLen?: number;
  /** Certificates known from the start. @default none: upstream's expired on 25 January 2025 */
  readonly certificates?: readonly Certificate[];
}

const NAME = 'trust-graph';
const VERSION = '0.4.11';

/**
 * Who is trusted how much (spec/services.md §3). Upstream's service cannot take a root back, so another root means a new
 * service; the length of chains can be set again, and certificates are added to what there is.
 */
export function trustGraphPackage(settings: TrustGraphSettings, assets: Assets): PackageDistro {
  const { root = TRUST_GRAPH_ROOT, maxChainLen = TRUST_GRAPH_MAX_CHAIN_LEN, certificates = [] } = settings;
  const modules = assets.modules(NAME);
  const base = { name: NAME, version: VERSION, spells: [] };
  if (modules === undefined) return { ...base, services: [], unavailable: missingAssets(NAME) };
  return {
    ...base,
    services: [{ name: NAME, modules }],
    init: {
      config: { maxChainLen, certificates: certificates.map(certificateJson) },
      fixed: root,
      reinitialise: 'on-change',
      calls({ nowSec }) {
        const setRoot = call('set_root', 'set_root', [root, maxChainLen]);
        const { calls, warnings } = insertions(certificates, nowSec);
        return { calls: [setRoot, ...calls], warnings };
      },
    },
  };
}

/** Expired ones are left out: the service refuses them (spec/nox.md §9.2 no. 43). */
function insertions(certificates: readonly Certificate[], nowSec: number): Required<InitCalls> {
  const calls: InitCall[] = [];
  const warnings: string[] = [];
  for (const certificate of certificates) {
    const json = certificateJson(certificate);
    const expired = certificate.chain.find(({ expires_at: at }) => at <= nowSec);
    if (expired === undefined) {
      calls.push(call(`insert_cert ${digestOf(json)}`, 'insert_cert', [json, nowSec]));
      continue;
    }
    const { issued_for: whose } = certificate.chain.at(-1) ?? expired;
    const when = new Date(expired.expires_at * 1000).toISOString();
    warnings.push(
      `the certificate of ${whose} is left out: its trust of ${expired.issued_for} expired on ${when}; give a new one in system_services.trust_graph.certificates`,
    );
  }
  return { calls, warnings };
}

function certificateJson({ chain }: Certificate): JsonValue {
  return {
    chain: chain.map(({ issued_for, expires_at, signature, sig_type, issued_at }) => ({
      issued_for,
      expires_at,
      signature,
      sig_type,
      issued_at,
    })),
  };
}

function call(id: string, functionName: string, args: readonly JsonValue[]): InitCall {
  return { id, service: NAME, functionName, args };
}
