/** Runs of one kind, as lodash tells them apart: ordinals, capitals, a capitalised or plain word, digits. */
const WORD =
  /\d*(?:1st|2nd|3rd|(?![123])\dth)(?=\b|[A-Z_])|\d*(?:1ST|2ND|3RD|(?![123])\dTH)(?=\b|[a-z_])|[A-Z]+(?=[A-Z][a-z]|[^A-Za-z]|$)|[A-Z]?[a-z]+|[A-Z]+|\d+/g;
const APOSTROPHES = /['\u2019]/g;

/** `my-worker_2` becomes `myWorker2`, as lodash does it with ASCII: what upstream names fields after. */
export function camelCase(name: string): string {
  const words = name.replace(APOSTROPHES, '').match(WORD) ?? [];
  return words
    .map((word, index) => (index === 0 ? word.toLowerCase() : capitalised(word.toLowerCase())))
    .join('');
}

/** `my-worker` becomes `MyWorker`: what upstream names types and services after. */
export function typeName(name: string): string {
  return capitalised(camelCase(name));
}

export function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
