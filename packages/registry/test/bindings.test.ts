import * as bindings from '@noctiluca/registry';
import { describe, expect, it } from 'vitest';
import { Fluence, KeyPair } from '../src/fluence.js';

describe('the bindings', () => {
  it('are the functions of both APIs', () => {
    const functions = Object.keys(bindings).filter((name) => !name.endsWith('_script'));
    expect(functions.sort()).toEqual([
      'createResource',
      'createResourceAndRegisterNodeProvider',
      'createResourceAndRegisterProvider',
      'getResource',
      'getResourceId',
      'registerNodeProvider',
      'registerProvider',
      'registerService',
      'removeNodeFromProviders',
      'resolveProviders',
      'resolveResource',
      'unregisterService',
    ]);
  });
});

describe('Fluence of 2022', () => {
  it('tells that it is not connected before it is started', () => {
    expect(Fluence.getStatus()).toEqual({
      isInitialized: false,
      isConnected: false,
      peerId: null,
      relayPeerId: null,
    });
  });

  it('comes with the key pairs of js-client', async () => {
    expect((await KeyPair.randomEd25519()).getPeerId()).toMatch(/^12D3KooW/);
  });
});
