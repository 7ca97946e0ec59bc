import { DEFAULT_PEER_TERMS } from '@noctiluca/local-network/control';
import { stringify } from 'yaml';

const CURL_EFFECTOR = 'bafkreids22lgia5bqs63uigw4mqwhsoxvtnkpfqxqy5uwyyerrldsr32ce';

const HEAD = '# The peers of this project and what they offer; "fluence provider init" writes one, too.\n\n';

/** `provider.yaml` as upstream's 0.16.3 begins one. @param count of peers */
export function providerYaml(count: number): string {
  const { units, rewardRate } = DEFAULT_PEER_TERMS;
  const names = Array.from({ length: count }, (_, index) => `nox-${index}`);
  const each = <T>(value: T) => Object.fromEntries(names.map((name) => [name, value]));
  const curl = { wasmCID: CURL_EFFECTOR, allowedBinaries: { curl: '/usr/bin/curl' } };
  const offer = { minPricePerWorkerEpoch: '0.33', computePeers: names, effectors: [CURL_EFFECTOR] };
  const content = {
    version: 1,
    providerName: 'defaultProvider',
    nox: { effectors: { curl } },
    computePeers: each({ computeUnits: units }),
    capacityCommitments: each({ duration: '100 days', rewardDelegationRate: rewardRate }),
    offers: { defaultOffer: offer },
  };
  return HEAD + stringify(content, { aliasDuplicateObjects: false });
}
