import "server-only";
import { toPointer } from "../base/pointer";
import type { Problem } from "../base/problem";
import { err, ok, type Result } from "../base/result";
import { type AskedPin, type Pins, readPins } from "../run/pins";
import type { WorkflowDocument } from "../workflow/document";
import { type ApiError, apiError } from "./api/errors";
import { createRedactor } from "./redact";
import type { Services } from "./running";

/** Secrets shorter than this are found in innocent values by chance, and would refuse them. */
const MIN_SECRET = 8;

/** What a test run leaves out, checked against the document and the secrets; undefined when that is nothing. */
export async function checkPins(
  { secrets }: Pick<Services, "secrets">,
  document: WorkflowDocument,
  asked: Readonly<Record<string, AskedPin>>,
): Promise<Result<Pins | undefined, ApiError>> {
  if (Object.keys(asked).length === 0) return ok(undefined);
  const read = readPins(document, asked);
  const problems = read.ok ? secretProblems(read.value, await secrets.reveal()) : read.error;
  const [first, ...others] = problems;
  if (read.ok && first === undefined) return read;
  const more = others.length > 0 ? ` (and ${others.length} more)` : "";
  return err(apiError("invalid_pins", `${first?.message ?? "The pins are not valid."}${more}`, problems));
}

/** A pinned output stands in the log of the run, where no secret may be. */
function secretProblems(pins: Pins, values: Record<string, string>): Problem[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (value.trim().length < MIN_SECRET) return [];
    const redactor = createRedactor({ [name]: value });
    redactor.use([name]);
    return Object.entries(pins).flatMap(([node, pin]): Problem[] =>
      !("output" in pin) || redactor.json(pin.output) === pin.output
        ? []
        : [
            {
              code: "pins/secret",
              severity: "error",
              at: toPointer(["pins", node, "output"]),
              message: `The pinned output of "${node}" holds the value of the secret "${name}", which no run may record. Put another value in its place.`,
            },
          ],
    );
  });
}
