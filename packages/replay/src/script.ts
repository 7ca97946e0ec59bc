import { MAX_SCRIPT_DEPTH } from './constants.js';
import { ReplayError } from './errors.js';

/** An instruction of a script. Offsets are of the script's UTF-8 bytes, as AquaVM's are. */
export interface Instruction {
  /** Number in the order of the text. */
  readonly index: number;
  readonly kind: string;
  readonly start: number;
  /** Behind its closing bracket. */
  end: number;
  /** The instruction around it; absent for the outermost. */
  readonly parent?: number;
  /** Its text up to the first instruction in it. */
  head: string;
}

const KINDS = new Set(
  'call ap canon seq par xor match mismatch fail fold never new next null embed'.split(' '),
);
const WORD = /[a-z_]+/y;

/**
 * The instructions of an AIR script, outermost first.
 * @throws ReplayError `REPLAY_BAD_SCRIPT` for brackets or quotes that do not end
 */
export function readScript(script: string): Instruction[] {
  return new ScriptReader(toByteText(script)).read();
}

/** One unit for each byte of the UTF-8: offsets are AquaVM's then. */
function toByteText(script: string): string {
  if (/^\p{ASCII}*$/u.test(script)) return script;
  return Array.from(new TextEncoder().encode(script), (byte) => String.fromCharCode(byte)).join('');
}

class ScriptReader {
  readonly #text: string;
  readonly #found: Instruction[] = [];
  /** Instructions that have not ended. */
  readonly #open: Instruction[] = [];
  /** Brackets around an instruction's own that are not instructions: places, iterables. */
  #brackets = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Instruction[] {
    for (let at = 0; at < this.#text.length; ) at = this.#next(at);
    if (this.#open.length > 0 || this.#found.length === 0) throw bad('it does not end');
    return this.#found;
  }

  /** @returns where to go on */
  #next(at: number): number {
    const unit = this.#text[at];
    if (unit === '"') return this.#behindQuote(at);
    if (unit === ';') return this.#behindLine(at);
    if (unit === '(') return this.#opens(at);
    if (unit === ')') this.#closes(at);
    return at + 1;
  }

  #behindQuote(at: number): number {
    const end = this.#text.indexOf('"', at + 1);
    if (end === -1) throw bad('a quote does not end');
    return end + 1;
  }

  #behindLine(at: number): number {
    const end = this.#text.indexOf('\n', at);
    return end === -1 ? this.#text.length : end + 1;
  }

  #opens(at: number): number {
    WORD.lastIndex = at + 1;
    const kind = WORD.exec(this.#text)?.[0] ?? '';
    if (!KINDS.has(kind)) {
      this.#brackets++;
      return at + 1;
    }
    const parent = this.#open.at(-1);
    if (parent !== undefined) this.#endHead(parent, at);
    if (this.#open.length >= MAX_SCRIPT_DEPTH) throw bad('too many instructions inside each other');
    const around = parent === undefined ? {} : { parent: parent.index };
    const instruction = { index: this.#found.length, kind, start: at, end: 0, head: '', ...around };
    this.#found.push(instruction);
    this.#open.push(instruction);
    return at + 1 + kind.length;
  }

  #closes(at: number): void {
    if (this.#brackets > 0) {
      this.#brackets--;
      return;
    }
    const instruction = this.#open.pop();
    if (instruction === undefined) throw bad('a bracket too many');
    instruction.end = at + 1;
    this.#endHead(instruction, at);
  }

  #endHead(instruction: Instruction, at: number): void {
    if (instruction.head === '') instruction.head = this.#text.slice(instruction.start + 1, at).trim();
  }
}

function bad(why: string): ReplayError {
  return new ReplayError('REPLAY_BAD_SCRIPT', `The script cannot be read: ${why}`);
}
