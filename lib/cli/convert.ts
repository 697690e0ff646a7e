import { parseWorkflow } from "../workflow/parse";
import { exit, Refusal } from "./exit";
import { print, readText } from "./streams";

/** `slipway convert`: prints the document in the current form, and on standard error what was changed. */
export async function convertFile(file: string): Promise<number> {
  const { document, problems, changes, text } = parseWorkflow(await readText(file));
  if (document === undefined) {
    const reasons = problems.filter(({ severity }) => severity === "error").map(({ message }) => message);
    throw new Refusal(`${file} cannot be converted. ${reasons.join("\n")}`, exit.failed);
  }
  for (const change of changes) process.stderr.write(`${change}\n`);
  await print(text);
  return exit.ok;
}
