/** What counts workers and units. @throws TypeError for other text */
export function wholeNumber(text: string): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (count >= 1) return count;
  throw new TypeError(`"${text}" is not a whole number above zero`);
}
