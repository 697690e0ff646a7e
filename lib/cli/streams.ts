import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { Refusal } from "./exit";

/** The text of a file, or of standard input for `-`. */
export async function readText(file: string): Promise<string> {
  if (file === "-") return readAll();
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new Refusal(`${file} cannot be read (${reason(error)}). Check the path.`);
  }
}

const reason = (error: unknown) =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);

/** All of standard input. */
export async function readAll(): Promise<string> {
  const chunks: string[] = [];
  process.stdin.setEncoding("utf8");
  for await (const chunk of process.stdin) chunks.push(String(chunk));
  return chunks.join("");
}

/** Writes to standard output; resolves when more may be written. */
export async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}

/**
 * Answers each line of standard input with one line, in order. What came in together goes out together, and at
 * once, so that a caller may wait for an answer before it sends the next line.
 */
export async function answerLines(answer: (line: string) => string): Promise<void> {
  process.stdin.setEncoding("utf8");
  let unfinished: string[] = [];
  for await (const piece of process.stdin) {
    const [first = "", ...more] = String(piece).split("\n");
    unfinished.push(first);
    if (more.length === 0) continue;
    const last = more.pop() ?? "";
    const lines = [unfinished.join(""), ...more];
    unfinished = [last];
    await print(lines.map((line) => `${answer(line)}\n`).join(""));
  }
  const last = unfinished.join("");
  if (last !== "") await print(`${answer(last)}\n`);
}
