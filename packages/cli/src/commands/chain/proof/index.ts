import { chainCommand } from '../../../chain/flags.js';

export const chainProof = chainCommand({
  brief: 'Send a proof of capacity for each unit, of random bytes',
  more: 'They are written down and nothing else: no commitment fails for want of one, and none earns by it.',
  examples: ['chain proof'],
  load: async () => (await import('./handler.js')).handler,
});
