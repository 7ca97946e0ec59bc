/**
 * Whether a web page caused a request (https://github.com/ipfs/kubo/issues/1532): browsers say where it comes from, and
 * nobody else does. A browser that does not say is recognised by its name.
 */
export function isFromPage({ headers }: Request): boolean {
  if (headers.has('origin') || headers.has('referer')) return true;
  return headers.get('user-agent')?.startsWith('Mozilla') ?? false;
}
