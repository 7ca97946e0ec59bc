import { expect, it } from 'vitest';
import { kras, randomKras, randomStage, randomTestNet, stage, testNet } from '../src/networks.js';
import { networks } from './utils/js-client.js';

it('the networks are those that js-client names', () => {
  expect({ kras, stage, testNet }).toEqual({
    kras: networks.kras,
    stage: networks.stage,
    testNet: networks.testNet,
  });
});

it('a relay by chance is one of its network', () => {
  for (let i = 0; i < 50; i++) {
    expect(kras).toContain(randomKras());
    expect(stage).toContain(randomStage());
    expect(testNet).toContain(randomTestNet());
  }
});
