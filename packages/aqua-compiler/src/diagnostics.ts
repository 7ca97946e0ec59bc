import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { messageOf } from '@noctiluca/common/thrown';
import type { Diagnostic } from './types.js';

/** `---- Syntax error: /path/file.aqua:4:8`: coloured whole, and what follows may stand on the same line. */
const HEAD = /^---- (?<kind>.+?): (?<file>.+):(?<line>\d+):(?<column>\d+)$/;
const RESET_COLOUR = '\u001b[0m';
/** The line that points at the place. */
const MARKER = /^\s*\^[\^=]*\s*$/;
/** A line of the source, with its number. */
const SOURCE_LINE = /^\d+ /;

/** Takes the compiler's text apart. A text without a place keeps it all in `message`. */
export function parseDiagnostic(text: string, severity: Diagnostic['severity']): Diagnostic {
  const headEnd = text.indexOf(RESET_COLOUR);
  const head = HEAD.exec(stripVTControlCharacters(text.slice(0, Math.max(0, headEnd))))?.groups;
  if (head === undefined) {
    return { severity, kind: 'Error', message: stripVTControlCharacters(text).trim(), frame: '' };
  }
  const lines = stripVTControlCharacters(text.slice(headEnd))
    .split('\n')
    .filter((line) => line.trim() !== '');
  const marker = lines.findIndex((line) => MARKER.test(line));
  const after = lines.slice(marker + 1);
  const next = after.findIndex((line) => SOURCE_LINE.test(line));
  const message = (next < 0 ? after : after.slice(0, next)).map((line) => line.trim()).join(' ');
  return {
    severity,
    kind: head.kind!,
    message,
    file: head.file!,
    line: Number(head.line),
    column: Number(head.column),
    frame: lines.slice(Math.max(0, marker - 1), marker + 1).join('\n'),
  };
}

/** A compiler that threw instead of answering. */
export function failure(error: unknown, file: string): Diagnostic {
  const message = messageOf(error);
  return {
    severity: 'error',
    kind: 'Compiler failure',
    message: stripVTControlCharacters(message),
    file,
    frame: '',
  };
}

/** `aqua/main.aqua:4:8 error: message` and the lines around it. @param cwd paths are shown relative to it */
export function formatDiagnostic(diagnostic: Diagnostic, cwd: string): string {
  const { severity, kind, message, file, line, column, frame } = diagnostic;
  const place =
    file === undefined ? '' : [relative(cwd, file) || file, line, column].filter(Boolean).join(':');
  const word =
    kind.toLowerCase() === severity || kind === 'Error' ? severity : `${severity} (${kind.toLowerCase()})`;
  const head = `${place === '' ? '' : `${place} `}${word}: ${message}`;
  return frame === '' ? head : `${head}\n${frame.replace(/^/gm, '    ')}`;
}
