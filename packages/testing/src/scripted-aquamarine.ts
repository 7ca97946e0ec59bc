/** How a run may end (`RunEnd` of `@noctiluca/aquamarine`). */
interface End {
  readonly ended: 'quiet' | 'away' | 'expired' | 'dropped' | 'stopped';
  readonly failure?: { readonly retCode: number; readonly message: string };
}

interface Particle {
  readonly id: string;
}

/** A run that the test ends. */
export interface ScriptedRun<P extends Particle> {
  readonly particle: P;
  /** Nothing of it is under way here any more. */
  rest(): void;
  /** @default quietly */
  end(end?: End): void;
}

/** Takes particles of spells and runs nothing; each run ends when the test says, or at once. */
export class ScriptedAquamarine<P extends Particle> {
  readonly name = 'aquamarine';
  readonly runs: ScriptedRun<P>[] = [];
  endsAtOnce = true;
  onRun: ((particle: P) => void) | undefined;

  run(particle: P) {
    let rest = () => {};
    let finish: (end: End) => void = () => {};
    let isHere = true;
    const idle = new Promise<void>((resolve) => {
      rest = () => {
        isHere = false;
        resolve();
      };
    });
    const over = new Promise<End>((resolve) => {
      finish = resolve;
    });
    const end = (how: End = { ended: 'quiet' }) => {
      rest();
      finish(how);
    };
    this.runs.push({ particle, rest, end });
    this.onRun?.(particle);
    if (this.endsAtOnce) end();
    return {
      idle,
      over,
      get isHere() {
        return isHere;
      },
      resting: () => idle,
    };
  }

  get ids(): string[] {
    return this.runs.map(({ particle }) => particle.id);
  }
}
