import type { RecordedRequest } from "@/lib/nodes/runner";
import { printCurl, quoteSh } from "@/lib/workflow/curl/print";
import { maskedParts } from "./masked";

/**
 * The recorded request as a `curl` command for a POSIX shell. A masked secret becomes a shell variable
 * (`$API_TOKEN` for `api-token`), because its value is not known here.
 */
export function toCurl(request: RecordedRequest): string {
  const options = request.headers
    .filter(([name]) => name.toLowerCase() !== "content-length")
    .map(([name, value]): [string, string] => ["-H", `${name}: ${value}`]);
  if (request.body !== undefined) {
    const body = typeof request.body === "string" ? request.body : JSON.stringify(request.body);
    options.push(["--data-raw", body]);
  }
  return printCurl({ method: request.method, url: request.url, options }, maskedParts);
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
    `curl -X PATCH ${quoteSh(`${origin}/v1/workflows/nodes/runs/${nodeRun}`)}`,
    ...(token ? ['-H "Authorization: Bearer $SLIPWAY_TOKEN"'] : []),
    "-H 'content-type: application/json'",
    `-d ${quoteSh(body)}`,
  ].join(" \\\n  ");
}
