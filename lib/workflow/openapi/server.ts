import type { JsonObject } from "../../base/json";
import type { Report } from "./fate";
import { inAddress } from "./literal";
import { type ApiDocument, listIn, objectIn, own, textIn } from "./read";

/** Stands for the host of a document that does not say it. */
const unknownHost = "https://api.example.com";

/** The address that paths stand behind, without a slash at its end (OpenAPI: the nearest `servers`). */
export function serverOf(
  { root, version }: ApiDocument,
  item: JsonObject,
  operation: JsonObject,
  report: Report,
): string {
  if (version === "swagger-2") return swaggerServer(root, report);
  const lists = [operation, item, root].map((holder) => listIn(holder, "servers"));
  const servers = lists.find((list) => list.length > 0) ?? [];
  const [first, ...others] = servers;
  const written = textIn(first, "url");
  const variables = objectIn(first, "variables");
  const url = written.replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    const variable = own(variables, name);
    const value = own(variable, "default");
    if (value === undefined) return whole;
    report.say(
      `server ${name}`,
      "used",
      `Its default, ${String(value).slice(0, 40)}, stands in the address.`,
    );
    return String(value);
  });
  if (others.length > 0)
    report.say(
      "servers",
      "note",
      `The first one was taken. Others: ${others
        .map((other) => textIn(other, "url"))
        .join(", ")
        .slice(0, 200)}`,
    );
  return absolute(url, report);
}

function swaggerServer(root: JsonObject, report: Report): string {
  const schemes = listIn(root, "schemes").map(String);
  const scheme = schemes.includes("http") && !schemes.includes("https") ? "http" : "https";
  const host = textIn(root, "host");
  return absolute(
    host === "" ? textIn(root, "basePath") : `${scheme}://${host}${textIn(root, "basePath")}`,
    report,
  );
}

function absolute(url: string, report: Report): string {
  const plain = inAddress(url.trim()).replace(/\/+$/, "");
  if (/^https?:\/\/[^/]/i.test(plain)) return plain;
  report.say("server", "left", `The document does not say the host: put it in the place of ${unknownHost}.`);
  return plain === "" || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(plain)
    ? unknownHost
    : `${unknownHost}/${plain.replace(/^\/+/, "")}`;
}
