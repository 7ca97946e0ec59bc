/** Texts that are separated by commas, each once. */
export const commaSeparated = (text: string): string[] => {
  const words = text.split(',').map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ''))];
};
