import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository, startScript } from '../utils/command.js';
import { makeNetwork, type TestNetwork, webSocketOf } from '../utils/network.js';

describe('an unmodified js-client 0.9.0 app in a process of its own', () => {
  let network: TestNetwork;

  beforeAll(async () => {
    network = await makeNetwork(2);
  });
  afterAll(() => network.stop());

  it('connects over WebSocket, calls its relay and a second peer through it, and ends by itself', async () => {
    const [relay, other] = network.peers;
    const script = path.join(repository, 'test', 'interop', 'ten-lines.mjs');
    const app = await startScript(script, [webSocketOf(relay!), other!.peerId]).finished;
    expect(app).toMatchObject({ code: 0, stdout: 'hello, relay\nhello, peer\n' });
  });
});
