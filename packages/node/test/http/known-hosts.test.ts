import { describe, expect, it } from 'vitest';
import { isKnownHost, isLoopback } from '../../src/http/known-hosts.js';

describe('the host that is asked for', () => {
  it.each([
    '127.0.0.1:18080',
    '[::1]:18080',
    '[2001:db8::1]',
    '10.0.0.7',
    'localhost:1',
    'nox-1:18080',
    'peer.default.svc.cluster.local',
    'box.internal',
    'printer.local.',
    'my.peer.example',
    'MY.peer.example:80',
  ])('%s may be this peer', (host) => {
    expect(isKnownHost(host, ['my.peer.example'])).toBe(true);
  });

  it.each([
    'evil.com',
    'evil.com:80',
    'localhost.evil.com',
    '127.0.0.1.evil.com',
    'evilmy.peer.example',
    'local.com',
    '127.1',
    '',
    ':80',
    '[::1',
    '1.2.3.4.5',
  ])('%s is somebody else', (host) => {
    expect(isKnownHost(host, ['my.peer.example'])).toBe(false);
  });

  it('is anybody where that is configured, and where none is named', () => {
    expect([isKnownHost('evil.com', ['*']), isKnownHost(undefined, [])]).toEqual([true, true]);
  });

  it('is asked by this machine from loopback', () => {
    expect(['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1', undefined].map(isLoopback)).toEqual(
      Array(5).fill(true),
    );
    expect(['10.0.0.1', '::ffff:10.0.0.1', '2001:db8::1', '1127.0.0.1'].map(isLoopback)).toEqual(
      Array(4).fill(false),
    );
  });
});
