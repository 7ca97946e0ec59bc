import { stringify } from 'yaml';

/** What upstream's peers get when nobody says otherwise (spec/fluence-cli.md §2.7). */
const COMPUTE_UNITS = 32;
const CURL_EFFECTOR = 'bafkreids22lgia5bqs63uigw4mqwhsoxvtnkpfqxqy5uwyyerrldsr32ce';

const HEAD = '# The peers of this project and what they offer; "fluence provider init" writes one, too.\n\n';

/** `provider.yaml` as upstream's 0.16.3 begins one. @param count of peers */
export function providerYaml(count: number): string {
  const names = Array.from({ length: count }, (_, index) => `nox-${index}`);
  const each = <T>(value: T) => Object.fromEntries(names.map((name) => [name, value]));
  const curl = { wasmCID: CURL_EFFECTOR, allowedBinaries: { curl: '/usr/bin/curl' } };
  const offer = { minPricePerWorkerEpoch: '0.33', computePeers: names, effectors: [CURL_EFFECTOR] };
  const content = {
    version: 1,
    providerName: 'defaultProvider',
    nox: { effectors: { curl } },
    computePeers: each({ computeUnits: COMPUTE_UNITS }),
    capacityCommitments: each({ duration: '100 days', rewardDelegationRate: 7 }),
    offers: { defaultOffer: offer },
  };
  return HEAD + stringify(content, { aliasDuplicateObjects: false });
}
