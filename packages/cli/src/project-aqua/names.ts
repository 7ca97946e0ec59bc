/** Runs of one kind: capitals, a capitalised or plain word, digits. */
const WORD = /[A-Z]+(?=[A-Z][a-z]|[^A-Za-z]|$)|[A-Z]?[a-z]+|[A-Z]+|\d+/g;

/** `my-worker_2` becomes `myWorker2`, as lodash does it: what upstream names fields after. */
export function camelCase(name: string): string {
  const words = name.match(WORD) ?? [];
  return words
    .map((word, index) => (index === 0 ? word.toLowerCase() : capitalised(word.toLowerCase())))
    .join('');
}

/** `my-worker` becomes `MyWorker`: what upstream names types and services after. */
export function typeName(name: string): string {
  return capitalised(camelCase(name));
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
