const PROFILE = `
[profile.release]
opt-level = "s"
lto = true
codegen-units = 1
panic = "abort"
strip = "symbols"
`;

/** A workspace for modules of a project. @param members folders relative to it, with `/` */
export function newWorkspace(members: readonly string[]): string {
  return `[workspace]\nresolver = "2"\nmembers = [\n${members.map(line).join('')}]\n${PROFILE}`;
}

/** Whether a `Cargo.toml` is that of a workspace. */
export function isWorkspace(text: string): boolean {
  return SECTION.test(text);
}

const SECTION = /^[ \t]*\[workspace\][^\n]*\n?/m;
const MEMBERS = /^([ \t]*members[ \t]*=[ \t]*\[)([^\]]*)\]/m;

/** A `Cargo.toml` with members that it did not have; all else stays as it is, byte for byte. */
export function withMembers(text: string, members: readonly string[]): string {
  const section = SECTION.exec(text);
  if (section === null)
    return `${text.trimEnd()}\n\n[workspace]\nmembers = [\n${members.map(line).join('')}]\n`;
  const begin = section.index + section[0].length;
  const end = begin + (text.slice(begin).search(/^[ \t]*\[/m) + 1 || text.length - begin + 1) - 1;
  const inside = text.slice(begin, end);
  return text.slice(0, begin) + added(inside, members) + text.slice(end);
}

function added(inside: string, members: readonly string[]): string {
  const found = MEMBERS.exec(inside);
  if (found === null) return `members = [\n${members.map(line).join('')}]\n${inside}`;
  const [whole, head, list] = found as unknown as [string, string, string];
  const known = [...list.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, double, single]) => (double ?? single)!);
  const missing = members.filter((member) => !known.some((each) => covers(each, member)));
  if (missing.length === 0) return inside;
  const isOpen = list.trim() !== '' && !list.trimEnd().endsWith(',');
  const rest =
    list.includes('\n') || list.trim() === ''
      ? `\n${missing.map(line).join('')}`
      : inOneLine(missing, isOpen);
  const kept =
    list.includes('\n') || list.trim() === '' ? list.trimEnd() + (isOpen ? ',' : '') : list.trimEnd();
  return inside.replace(whole, () => `${head}${kept}${rest}]`);
}

function inOneLine(missing: readonly string[], isOpen: boolean): string {
  return `${isOpen ? ', ' : ' '}${missing.map((member) => `"${member}"`).join(', ')}`;
}

function line(member: string): string {
  return `    "${member}",\n`;
}

/** Members may be patterns, with stars for what is between slashes. */
function covers(pattern: string, member: string): boolean {
  const plain = pattern.replace(/^\.\//, '').replace(/\/$/, '');
  const escaped = plain.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${escaped.join('[^/]*')}$`).test(member);
}
