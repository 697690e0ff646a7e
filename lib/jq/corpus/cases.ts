/** What a program gives: each output as compact JSON, in order, and what ended it early. */
export interface Answer {
  outputs: string[];
  error?: { kind: "compile" | "runtime" | "limit"; message: string };
}

/** One line of the corpus: a program, the JSON text it is given, and what jq answers. */
export interface Case extends Answer {
  program: string;
  input: string;
}

/*
 * A corpus file holds cases apart by blank lines. Each line begins with what it is:
 *   `|` the program (several lines make a longer one), `<` the input (null when absent),
 *   `=` an output, `!` the error: its kind, then the message, with `⏎` where a line of it ends; `#` a remark.
 */
export function parseCases(text: string): Case[] {
  return text
    .split(/\n\s*\n/)
    .map(parseCase)
    .filter((one) => one !== undefined);
}

function parseCase(block: string): Case | undefined {
  const lines = block.split("\n");
  const all = (mark: string) => lines.filter((line) => line[0] === mark).map((line) => line.slice(2));
  const program = all("|");
  if (program.length === 0) return undefined;
  const one: Case = { program: program.join("\n"), input: all("<")[0] ?? "null", outputs: all("=") };
  const [error] = all("!");
  if (error !== undefined) {
    const [kind, ...words] = error.split(" ");
    one.error = { kind: kind as "compile", message: words.join(" ").replaceAll("⏎", "\n") };
  }
  return one;
}

/** An answer as lines of a corpus file. */
export function printAnswer({ outputs, error }: Answer): string[] {
  const lines = outputs.map((output) => `= ${output}`);
  if (error === undefined) return lines;
  return [...lines, `! ${error.kind} ${error.message.replaceAll("\n", "⏎")}`.trimEnd()];
}
