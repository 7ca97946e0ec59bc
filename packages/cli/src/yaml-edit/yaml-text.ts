import { isDeepStrictEqual } from 'node:util';
import { messageOf } from '@noctiluca/common/thrown';
import { CliError } from '../errors.js';
import { asMaps, valueAt, withoutValueAt, withValueAt, type YamlPath } from './expected.js';
import { parsed, whyNotMap } from './parsed.js';
import { textWithoutValue } from './remove-value.js';
import { textWithValue } from './set-value.js';

/** Expansions of YAML aliases: a small file can otherwise grow without bound. */
const MAX_ALIASES = 100;
const MARK = '\uFEFF';

/**
 * A YAML text of the user's that is changed in the lines that a change is about: all others, comments, spacing, the ends of
 * lines and a byte order mark stay as they are, byte for byte. What a change makes of the text is read again: it has to
 * say what was asked for and nothing else.
 */
export class YamlText {
  readonly #file: string;
  readonly #mark: string;
  #text: string;

  /**
   * @param file for messages
   * @throws CliError `PROJECT_INVALID` with file and place when the text is no map of YAML
   */
  constructor(text: string, file: string) {
    this.#file = file;
    this.#mark = text.startsWith(MARK) ? MARK : '';
    this.#text = text.slice(this.#mark.length);
    const why = whyNotMap(this.#text);
    if (why !== undefined)
      throw new CliError('PROJECT_INVALID', `${file}${why}. Mend it: it was left as it is`);
  }

  toString(): string {
    return this.#mark + this.#text;
  }

  /** What stands there, its maps as `Map`; `undefined` when nothing does. @throws CliError `PROJECT_INVALID` */
  get(...path: YamlPath): unknown {
    return valueAt(this.#content(this.#text), path);
  }

  /**
   * Puts a value there, and maps on the way.
   * @param value JSON-like
   * @throws CliError `PROJECT_INVALID` when that cannot be done without changing more
   */
  set(path: readonly string[], value: unknown): void {
    const [before, wanted] = [this.#content(this.#text), asMaps(value)];
    if (isDeepStrictEqual(valueAt(before, path), wanted)) return;
    this.#become(textWithValue(this.#text, path, value), withValueAt(before, path, wanted), path);
  }

  /** Takes out what is there; nothing happens when nothing is. @throws CliError `PROJECT_INVALID` as `set` does */
  remove(path: YamlPath): void {
    const before = this.#content(this.#text);
    if (valueAt(before, path) === undefined) return;
    this.#become(textWithoutValue(this.#text, path), withoutValueAt(before, path), path);
  }

  #become(text: string | undefined, expected: unknown, path: YamlPath): void {
    if (text === undefined || !this.#says(text, expected)) {
      const what = `${path.join('.')} cannot be changed alone, as it is written (an alias, an anchor or a tag)`;
      throw new CliError(
        'PROJECT_INVALID',
        `${this.#file}: ${what}. Change it by hand: it was left as it is`,
      );
    }
    this.#text = text;
  }

  /** An alias of what went cannot be expanded. */
  #says(text: string, expected: unknown): boolean {
    try {
      return whyNotMap(text) === undefined && isDeepStrictEqual(this.#content(text), expected);
    } catch {
      return false;
    }
  }

  #content(text: string): unknown {
    try {
      return parsed(text).toJS({ mapAsMap: true, maxAliasCount: MAX_ALIASES });
    } catch (cause) {
      const why = messageOf(cause);
      throw new CliError('PROJECT_INVALID', `${this.#file} cannot be expanded: ${why}`, { cause });
    }
  }
}
