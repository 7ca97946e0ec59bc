const OPENING = /[[{]/g;

/**
 * Whether arrays and objects of a JSON text are inside each other on more than so many levels. Most texts are told by
 * their length or by how few brackets they have; only the rest is read.
 * @param json well-formed
 */
export function nestsDeeperThan(json: string, levels: number): boolean {
  if (json.length <= 2 * levels) return false;
  return hasBrackets(json, levels + 1) && depthExceeds(json, levels);
}

function hasBrackets(json: string, count: number): boolean {
  OPENING.lastIndex = 0;
  for (let found = 0; found < count; found++) if (!OPENING.test(json)) return false;
  return true;
}

function depthExceeds(json: string, levels: number): boolean {
  let depth = 0;
  for (let at = 0; at < json.length; at++) {
    const unit = json.charCodeAt(at);
    if (unit === 0x22) at = endOfString(json, at);
    else if (unit === 0x5b || unit === 0x7b) {
      if (++depth > levels) return true;
    } else if (unit === 0x5d || unit === 0x7d) depth--;
  }
  return false;
}

/** @returns where its closing quote is */
function endOfString(json: string, start: number): number {
  let end = start;
  do {
    end = json.indexOf('"', end + 1);
    if (end < 0) return json.length;
  } while (isEscaped(json, end));
  return end;
}

function isEscaped(json: string, at: number): boolean {
  let backslashes = 0;
  while (json.charCodeAt(at - 1 - backslashes) === 0x5c) backslashes++;
  return backslashes % 2 === 1;
}
