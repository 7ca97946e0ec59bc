import { describe, expect, it } from 'vitest';
import { explained } from '../../src/workers/not-managed.js';
import type { WorkerReport } from '../../src/workers/report.js';

const report = (error?: string): WorkerReport => ({
  ...{ section: 'hosts', worker: 'mine', hostId: 'h', peer: 'h', dealId: 'd', steps: [], notes: [] },
  ...(error === undefined ? {} : { error }),
});
const errorOf = (text?: string) => explained(report(text), '12D3KooWme').error;

describe('what a peer refuses', () => {
  it.each([
    'Asking for its IPFS failed on h: "This function is only available to the host or worker spells"',
    'Deploying failed on h: Only management or host peer can create worker',
    "Forbidden. User id 'x' cannot call function 'add_alias': only management peer id can add top-level aliases",
  ])('to a key that does not manage it is explained: %s', (text) => {
    const error = errorOf(text)!;
    expect(error.startsWith(text)).toBe(true);
    for (const part of [
      '12D3KooWme',
      '--sk',
      'management_peer_id',
      'dev_mode.enable',
      'external_api_multiaddr',
    ])
      expect(error).toContain(part);
  });

  it('for want of IPFS is explained', () => {
    expect(errorOf("Service with id 'aqua-ipfs' not found (function get)")).toContain('aqua_ipfs');
  });

  it('for another reason is left as it is', () => {
    expect(errorOf('the module is too large')).toBe('the module is too large');
    expect(errorOf()).toBeUndefined();
  });
});
