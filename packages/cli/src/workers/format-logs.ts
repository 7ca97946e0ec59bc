import type { SpellLog } from './target/target.js';

/**
 * Lines of a spell's log as upstream prints them: time in UTC, and lists of JSON taken apart.
 * @param indent of what is no text, which upstream has over several lines. @default on one line
 */
export function formatLogs(logs: readonly SpellLog[], indent?: number): string[] {
  return logs.map(({ timestamp, message }) => `${timeText(timestamp)} ${messageText(message, indent)}`);
}

function timeText(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().slice(0, 19).replace('T', ' ');
}

/** @param message what a script logged: usually the JSON text of a list */
export function messageText(message: string, indent?: number): string {
  let value: unknown;
  try {
    value = JSON.parse(message);
  } catch {
    return message;
  }
  const parts = Array.isArray(value) ? value : [value];
  return parts
    .map((part) => (typeof part === 'string' ? part : JSON.stringify(part, null, indent)))
    .join(' ');
}
