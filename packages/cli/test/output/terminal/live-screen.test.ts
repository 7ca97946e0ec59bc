import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createScreen } from '../../../src/output/terminal/screen-of.js';
import { FakeTerminal } from '../../utils/fake-terminal.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const screenOn = (terminal: FakeTerminal) => createScreen(terminal, {});

describe('a terminal', () => {
  it('shows a step while it runs, and its outcome and time when it ended', () => {
    const terminal = new FakeTerminal();
    const running = screenOn(terminal).begin('Compile Aqua');
    vi.advanceTimersByTime(1300);
    expect(terminal.text).toMatch(/^. Compile Aqua {2}1\.\d s$/u);
    running.done('7 files');
    expect(terminal.text).toBe('✔ Compile Aqua: 7 files  1.3 s\n');
  });

  it('keeps what is said and what has ended above what goes on', () => {
    const terminal = new FakeTerminal();
    const screen = screenOn(terminal);
    const [first, second] = [screen.begin('nox-0'), screen.begin('nox-1')];
    screen.say('Wrote a file');
    vi.advanceTimersByTime(100);
    second!.failed('no answer');
    expect(terminal.text).toMatch(/^Wrote a file\n✖ nox-1: no answer {2}100 ms\n. nox-0 {2}\d+ ms$/u);
    first!.done();
    expect(terminal.text).toBe('Wrote a file\n✖ nox-1: no answer  100 ms\n✔ nox-0  100 ms\n');
  });

  it('draws nothing more when no step is under way', () => {
    const terminal = new FakeTerminal();
    screenOn(terminal).begin('Link').done();
    const { length } = terminal.written;
    vi.advanceTimersByTime(1000);
    expect(terminal.written).toHaveLength(length);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('takes one end of a step only', () => {
    const terminal = new FakeTerminal();
    const running = screenOn(terminal).begin('Link');
    running.done();
    running.failed();
    expect(terminal.text).toBe('✔ Link  0 ms\n');
  });

  it('says of steps that never ended that they were interrupted', () => {
    const terminal = new FakeTerminal();
    const screen = screenOn(terminal);
    screen.begin('Install');
    screen.interrupt();
    expect(terminal.text).toBe('■ Install: interrupted  0 ms\n');
  });

  it('has a line for each step and no more lines than rows', () => {
    const terminal = new FakeTerminal(20, 5);
    const screen = screenOn(terminal);
    const steps = Array.from({ length: 6 }, (_, index) => screen.begin(`a step with a long name ${index}`));
    expect(terminal.text.split('\n').map((line) => line.slice(2))).toEqual([
      'a step wit…  0 ms',
      'a step wit…  0 ms',
      'a step wit…  0 ms',
      'and 3 more',
    ]);
    for (const each of steps) each.done();
    expect(terminal.text).not.toContain('more');
  });

  it('finds its lines again in a window that became narrower', () => {
    const written: string[] = [];
    const output = { isTTY: true, columns: 40, write: (text: string) => written.push(text) };
    const running = createScreen(output, {}).begin('a name of thirty characters ..');
    output.columns = 20;
    vi.advanceTimersByTime(80);
    expect(written[1]!.startsWith('\r\u001b[1A\u001b[0J')).toBe(true);
    running.done();
  });
});

describe('no terminal', () => {
  it('is told lines, and nothing of steps', () => {
    const written: string[] = [];
    const screen = createScreen({ write: (text) => written.push(text) }, { FORCE_COLOR: '1' });
    const running = screen.begin('Compile Aqua');
    vi.advanceTimersByTime(1000);
    screen.say('Wrote a file');
    running.done('7 files');
    screen.interrupt();
    expect(written).toEqual(['Wrote a file\n']);
    screen.begin('Install', 'Installing …').done();
    expect(written).toEqual(['Wrote a file\n', 'Installing …\n']);
  });

  it('is also one that cannot move its cursor', () => {
    const terminal = new FakeTerminal();
    createScreen(terminal, { TERM: 'dumb' }).begin('Link').done();
    expect(terminal.written).toEqual([]);
  });
});
