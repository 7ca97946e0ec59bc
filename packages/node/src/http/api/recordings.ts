import { endpoint } from '../endpoint.js';
import { recordingSchema } from './trace-schemas.js';

export const recording = endpoint({
  path: '/api/recordings/:particleId',
  summary:
    'What AquaVM was given for a particle and made of it; null when nothing is known of it (any more).',
  parts: { particleId: 'Id of the particle.' },
  answer: recordingSchema.nullable(),
  isServed: (components) => components.recording !== undefined,
  handle: async ({ path }, { components }) => (await components.recording!(path('particleId'))) ?? null,
});
