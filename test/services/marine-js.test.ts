import { describe, expect, it } from 'vitest';
import { callInMarineJs } from './services.js';

// marine-js maps no directories: what can be shown is that upstream's runtime takes the modules, and that they answer.

describe('services with files in marine-js', () => {
  it('files answers that there is no storage', async () => {
    const call = await callInMarineJs('files');
    expect(JSON.parse(call('get', '["a"]'))).toMatchObject({ success: false, data: [] });
    expect(JSON.parse(call('make_dir', '["a"]')).success).toBe(false);
  });

  it('keeper answers that there is no storage', async () => {
    const call = await callInMarineJs('keeper');
    expect(JSON.parse(call('get', '["a"]'))).toMatchObject({ success: false, found: false });
    expect(JSON.parse(call('range', '["",5]'))).toMatchObject({ success: false, pairs: [] });
  });

  it('the effector is refused: no programs there', async () => {
    await expect(callInMarineJs('effector')).rejects.toThrow();
  });
});
