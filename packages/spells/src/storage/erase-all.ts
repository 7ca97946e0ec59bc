/** Removes every entry whose key begins with `prefix`, within a transaction. */
export function eraseAll(table: ErasableTable, prefix: string): void {
  for (const key of [...table.entries({ prefix })].map(([key]) => key)) table.remove(key);
}

/** A `StoreTable` of anything. */
interface ErasableTable {
  entries(options: { prefix: string }): Iterable<[key: string, value: unknown]>;
  remove(key: string): void;
}
