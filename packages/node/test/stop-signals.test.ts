import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { onStopSignals } from '../src/stop-signals.js';

describe('onStopSignals', () => {
  it('asks with the first signal and ends at once with the second, whatever its kind', async () => {
    const source = new EventEmitter();
    const codes: number[] = [];
    const { asked } = onStopSignals(source, (code) => codes.push(code));
    source.emit('SIGTERM', 'SIGTERM');
    expect(await asked).toBe('SIGTERM');
    expect(codes).toEqual([]);
    source.emit('SIGINT', 'SIGINT');
    source.emit('SIGTERM', 'SIGTERM');
    expect(codes).toEqual([130, 143]);
  });

  it('leaves nothing behind', () => {
    const source = new EventEmitter();
    onStopSignals(source, () => {}).forget();
    expect(source.eventNames()).toEqual([]);
  });
});
