import type { Problem } from "../base/problem";
import { checkText } from "../workflow/check";
import { createLocator } from "../workflow/locate";
import { syntaxErrorOf } from "../workflow/parse";
import { exit } from "./exit";
import { print, readText } from "./streams";

/** A problem with its place in the file; line and column count from 1. */
export interface Finding {
  file: string;
  line: number;
  column: number;
  /** JSON Pointer of the place. */
  pointer: string;
  code: string;
  severity: Problem["severity"];
  message: string;
  /** What the editor would offer as one button. */
  fix?: Problem["fix"];
}

/** `slipway check`: prints every problem of the files. Returns the exit code. */
export async function checkFiles(files: string[], json: boolean): Promise<number> {
  const texts = await Promise.all(files.map(readText));
  const findings = files.flatMap((file, index) => findProblems(file, texts[index] ?? ""));
  const ok = !findings.some(({ severity }) => severity === "error");
  await print(json ? `${JSON.stringify({ ok, problems: findings })}\n` : toText(files, findings));
  return ok ? exit.ok : exit.failed;
}

/** Every problem of a text, in the order of the text. */
export function findProblems(file: string, bytes: string): Finding[] {
  // Some editors begin a file with a byte order mark; it is no character of the text.
  const text = bytes.startsWith("\uFEFF") ? bytes.slice(1) : bytes;
  const syntax = syntaxErrorOf(text);
  if (syntax !== undefined) {
    const { line, column, message } = syntax;
    return [{ file, line, column, pointer: "", code: "json/syntax", severity: "error", message }];
  }
  const locator = createLocator(text);
  return checkText(text)
    .problems.map(({ at, code, severity, message, span, fix }): Finding => {
      // A document of an older form has other pointers; then the nearest place that its text does have is told.
      const place = span === undefined ? locator?.locate(at) : locator?.locateSpan(at, span);
      const { line = 1, column = 1 } = place ?? {};
      return {
        file,
        line,
        column,
        pointer: at,
        code,
        severity,
        message,
        ...(fix === undefined ? {} : { fix }),
      };
    })
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

/** `workflow.json:12:9: error graph/unknown-node at /connections/3: message`, and a line of totals. */
function toText(files: string[], findings: Finding[]): string {
  const lines = findings.map(
    ({ file, line, column, severity, code, pointer, message }) =>
      `${file}:${line}:${column}: ${severity} ${code} at ${pointer || "the document"}: ${message}`,
  );
  const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;
  const of = (severity: string) => findings.filter((finding) => finding.severity === severity).length;
  const totals = `${counted(of("error"), "error")}, ${counted(of("warning"), "warning")}`;
  return `${[...lines, `${counted(files.length, "file")} checked: ${totals}`].join("\n")}\n`;
}
