import type { RecordedRequest } from "@/lib/nodes/runner";
import { maskedParts } from "./masked";

/**
 * The recorded request as a `curl` command for a POSIX shell. A masked secret becomes a shell variable
 * (`$API_TOKEN` for `api-token`), because its value is not known here.
 */
export function toCurl(request: RecordedRequest): string {
  const lines = [`curl -X ${request.method} ${quote(request.url)}`];
  for (const [name, value] of request.headers) {
    if (name.toLowerCase() === "content-length") continue;
    lines.push(`-H ${quote(`${name}: ${value}`)}`);
  }
  if (request.body !== undefined) {
    const body = typeof request.body === "string" ? request.body : JSON.stringify(request.body);
    lines.push(`--data-raw ${quote(body)}`);
  }
  return lines.join(" \\\n  ");
}

/**
 * A ready command for an outside system to finish a node run (reference 7.4).
 *
 * @param token whether the API asks for one; it is the variable `$SLIPWAY_TOKEN`
 */
export function callbackCurl(
  origin: string,
  nodeRun: string,
  result: "SUCCESS" | "FAILED",
  token = false,
): string {
  const body = JSON.stringify({ status: "COMPLETED", result, output: {} });
  return [
    `curl -X PATCH ${quote(`${origin}/v1/workflows/nodes/runs/${nodeRun}`)}`,
    ...(token ? ['-H "Authorization: Bearer $SLIPWAY_TOKEN"'] : []),
    "-H 'content-type: application/json'",
    `-d ${quote(body)}`,
  ].join(" \\\n  ");
}

function quote(text: string): string {
  const pieces = maskedParts(text).map((part) =>
    part.kind === "text"
      ? `'${part.text.replaceAll("'", `'\\''`)}'`
      : part.names.map((name) => `"$${variable(name)}"`).join(""),
  );
  return pieces.join("");
}

const variable = (secret: string) => {
  const name = secret.toUpperCase().replace(/[^A-Z0-9]+/g, "_");
  return /^[0-9]/.test(name) ? `_${name}` : name;
};
