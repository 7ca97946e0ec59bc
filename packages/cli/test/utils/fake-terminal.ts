/** A terminal that understands what a live screen writes: carriage return, cursor up, erase below. */
export class FakeTerminal {
  readonly isTTY = true;
  readonly written: string[] = [];
  columns: number;
  rows: number;
  #lines = [''];
  #row = 0;
  #column = 0;

  constructor(columns = 80, rows = 24) {
    this.columns = columns;
    this.rows = rows;
  }

  write(text: string): void {
    this.written.push(text);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what terminals are told by.
    for (const [part] of text.matchAll(/\u001b\[(\d*)([A-Za-z])|[\s\S]/g)) this.#take(part);
  }

  /** What stands on it, without colours. */
  get text(): string {
    return this.#lines.map((line) => line.trimEnd()).join('\n');
  }

  #take(part: string): void {
    if (part === '\r') this.#column = 0;
    else if (part === '\n') this.#newLine();
    else if (part.endsWith('A') && part.length > 1) this.#row -= Number(part.slice(2, -1));
    else if (part === '\u001b[0J') this.#erase();
    else if (part.length === 1) this.#put(part);
    else if (!part.endsWith('m')) throw new Error(`No such control: ${JSON.stringify(part)}`);
  }

  #newLine(): void {
    this.#row++;
    this.#column = 0;
    this.#lines[this.#row] ??= '';
  }

  #erase(): void {
    this.#lines.length = this.#row + 1;
    this.#lines[this.#row] = this.#lines[this.#row]!.slice(0, this.#column);
  }

  #put(character: string): void {
    if (this.#column === this.columns) this.#newLine();
    const line = this.#lines[this.#row]!.padEnd(this.#column);
    this.#lines[this.#row] = line.slice(0, this.#column) + character + line.slice(this.#column + 1);
    this.#column++;
  }
}
