/** Texts that are separated by commas. */
export const commaSeparated = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
