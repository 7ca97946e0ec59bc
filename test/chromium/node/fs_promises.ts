/** `readFile` for suites in a page, of what the test serves. */
export async function readFile(path: string): Promise<Uint8Array> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} is not served`);
  return new Uint8Array(await response.arrayBuffer());
}
