import '../../../node_modules/@fluencelabs/js-client/dist/clientPeer/__test__/client.spec.js';
import '../../../node_modules/@fluencelabs/js-client/dist/compilerSupport/__test__/conversion.spec.js';
import '../../../node_modules/@fluencelabs/js-client/dist/jsPeer/__test__/avm.spec.js';
import '../../../node_modules/@fluencelabs/js-client/dist/jsPeer/__test__/par.spec.js';
import '../../../node_modules/@fluencelabs/js-client/dist/jsPeer/__test__/parseAst.spec.js';
import '../../../node_modules/@fluencelabs/js-client/dist/jsPeer/__test__/peer.spec.js';
import '../../../node_modules/@fluencelabs/js-client/dist/keypair/__test__/KeyPair.spec.js';
import '../../../node_modules/@fluencelabs/js-client/dist/services/__test__/builtInHandler.spec.js';
import { afterAll, expect, it } from 'vitest';
import { counted, relay } from './internals.js';

afterAll(() => relay.dispose());

// The specs above are those that js-client 0.9.0 is published with and that need no file of its repository. They register
// themselves, and come before this.
it('the specs of js-client ran on our client', () => {
  expect(counted.clients).toBeGreaterThan(20);
});
