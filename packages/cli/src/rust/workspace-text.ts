import { beginsLine, lineEnding, lineStart } from '../yaml-edit/lines.js';
import { linesAt, type Splice, spliced } from '../yaml-edit/splice.js';

const PROFILE = `
[profile.release]
opt-level = "s"
lto = true
codegen-units = 1
panic = "abort"
strip = "symbols"
`;

/** A workspace for modules of a project. @param members folders relative to it, with `/` */
export function newWorkspace(members: readonly string[]): string {
  return `${['[workspace]', 'resolver = "2"', ...membersLines(members)].join('\n')}\n${PROFILE}`;
}

/** Whether a `Cargo.toml` is that of a workspace. */
export function isWorkspace(text: string): boolean {
  return SECTION.test(text);
}

const SECTION = /^\uFEFF?[ \t]*\[workspace\][^\n]*\n?/m;
const TEXT = String.raw`"(?:[^"\\\n]|\\.)*"|'[^'\n]*'`;
/** Its value up to the bracket that closes it, which is none in a text or a comment. */
const MEMBERS = new RegExp(String.raw`^[ \t]*members[ \t]*=[ \t]*\[((?:${TEXT}|#[^\n]*|[^\]"'#])*)\]`, 'm');
const DEFAULT_INDENT = '    ';

/** A `Cargo.toml` with members that it did not have; all else stays as it is, byte for byte. */
export function withMembers(text: string, members: readonly string[]): string {
  const section = SECTION.exec(text);
  if (section === null) return appended(text, text.length, ['', '[workspace]', ...membersLines(members)]);
  const begin = section.index + section[0].length;
  const end = begin + (text.slice(begin).search(/^[ \t]*\[/m) + 1 || text.length - begin + 1) - 1;
  const found = MEMBERS.exec(text.slice(begin, end));
  if (found === null) return appended(text, begin, membersLines(members));
  const close = begin + found.index + found[0].length - 1;
  const list = found[1]!;
  const known = strings(list).map(({ value }) => value);
  const missing = members.filter((member) => !known.some((each) => covers(each, member)));
  return missing.length === 0 ? text : spliced(text, additions(text, { list, close }, missing));
}

interface WrittenList {
  /** What stands between the brackets. */
  readonly list: string;
  /** Where the closing one is. */
  readonly close: number;
}

function additions(text: string, { list, close }: WrittenList, members: readonly string[]): Splice[] {
  const begin = close - list.length;
  const last = strings(list).at(-1);
  const end = begin + (last?.end ?? 0);
  const isOpen = last !== undefined && !withoutComments(text.slice(end, close)).includes(',');
  const comma = { from: end, to: end, text: isOpen ? ',' : '' };
  if (beginsLine(text, close)) {
    const indent = last && /[^\n]*$/.exec(list.slice(0, last.begin))![0];
    const lines = members.map((member) => line(member, indent?.trim() === '' ? indent : DEFAULT_INDENT));
    return [comma, linesAt(text, lineStart(text, close), lines)];
  }
  if (last !== undefined) return [comma, { from: close, to: close, text: inOneLine(text, close, members) }];
  const ending = lineEnding(text, close);
  return [{ from: close, to: close, text: ending + members.map((each) => line(each) + ending).join('') }];
}

function inOneLine(text: string, close: number, members: readonly string[]): string {
  const isSpaced = text[close - 1] === ' ';
  const list = members.map((member) => `"${member}"`).join(', ');
  return isSpaced ? `${list} ` : ` ${list}`;
}

/** Texts of a list, and where they stand in it; those in comments are none. */
function strings(list: string): { value: string; begin: number; end: number }[] {
  const found = list.matchAll(new RegExp(String.raw`(${TEXT})|#[^\n]*`, 'g'));
  return [...found].flatMap(({ 1: text, index }) => {
    if (text === undefined) return [];
    return [{ value: text.slice(1, -1), begin: index, end: index + text.length }];
  });
}

function withoutComments(text: string): string {
  return text.replace(/#[^\n]*/g, '');
}

function membersLines(members: readonly string[]): string[] {
  return ['members = [', ...members.map((member) => line(member)), ']'];
}

function appended(text: string, at: number, lines: readonly string[]): string {
  return spliced(text, [linesAt(text, at, lines)]);
}

function line(member: string, indent = DEFAULT_INDENT): string {
  return `${indent}"${member}",`;
}

/** Members may be patterns, with stars for what is between slashes. */
function covers(pattern: string, member: string): boolean {
  const plain = pattern.replace(/^\.\//, '').replace(/\/$/, '');
  const escaped = plain.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${escaped.join('[^/]*')}$`).test(member);
}
