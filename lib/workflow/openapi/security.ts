import { isJsonObject, type JsonObject } from "../../base/json";
import { secretPath } from "../secret-path";
import type { Report } from "./fate";
import { literal } from "./literal";
import { type ApiDocument, follow, objectIn, own, textIn } from "./read";
import type { Request } from "./request";

/** Puts what an operation asks for as proof into the request, as secrets with names that are suggested. */
export function addSecurity(api: ApiDocument, operation: JsonObject, request: Request, report: Report): void {
  const { root, version } = api;
  const given = own(operation, "security") ?? own(root, "security");
  const ways = Array.isArray(given) ? given.filter(isJsonObject) : [];
  const schemes =
    version === "swagger-2"
      ? objectIn(root, "securityDefinitions")
      : objectIn(objectIn(root, "components"), "securitySchemes");
  const known = (way: JsonObject) =>
    Object.keys(way).every((name) => canSend(follow(root, own(schemes, name))));
  const chosen = ways.find((way) => Object.keys(way).length > 0 && known(way)) ?? ways[0];
  if (chosen === undefined) return;
  if (ways.length > 1) {
    const rest = ways.filter((way) => way !== chosen).map((way) => Object.keys(way).join(" + ") || "none");
    report.say("security", "note", `Other ways: ${rest.join(", ").slice(0, 200)}.`);
  }
  for (const name of Object.keys(chosen)) add(api, name, follow(root, own(schemes, name)), request, report);
}

const canSend = (scheme: JsonObject | undefined): boolean => {
  const type = textIn(scheme, "type");
  const http = textIn(scheme, "scheme").toLowerCase();
  return (
    ["apiKey", "oauth2", "openIdConnect", "basic"].includes(type) ||
    (type === "http" && ["bearer", "basic"].includes(http))
  );
};

function add(
  api: ApiDocument,
  name: string,
  scheme: JsonObject | undefined,
  request: Request,
  report: Report,
): void {
  const part = `security ${name}`;
  const type = textIn(scheme, "type");
  const isBasic = type === "basic" || textIn(scheme, "scheme").toLowerCase() === "basic";
  if (scheme === undefined || !canSend(scheme)) {
    const what = scheme === undefined ? "is not in the document" : `is ${type} ${textIn(scheme, "scheme")}`;
    report.say(part, "left", `It ${what.trim()}, which a node cannot send.`);
  } else if (type === "apiKey") {
    const key = secretName(api, "api-key");
    const where = textIn(scheme, "in");
    const value = `{{ ${secretPath(key)} }}`;
    const label = textIn(scheme, "name");
    if (where === "query") request.query.push(`${encodeURIComponent(label)}={{ ${secretPath(key)} | @uri }}`);
    else if (where === "cookie") request.cookies.push(`${literal(label)}=${value}`);
    else if (!request.setHeader(label, value)) {
      report.say(part, "left", "A node refuses the characters of this header.");
      return;
    }
    report.say(part, "used", `The ${where || "header"} "${label}", from the secret "${key}".`);
  } else if (isBasic) {
    const [user, password] = [secretName(api, "user"), secretName(api, "password")];
    request.setHeader(
      "Authorization",
      `Basic {{ ${secretPath(user)} + ":" + ${secretPath(password)} | @base64 }}`,
    );
    report.say(part, "used", `Basic, from the secrets "${user}" and "${password}".`);
  } else {
    const token = secretName(api, "token");
    request.setHeader("Authorization", `Bearer {{ ${secretPath(token)} }}`);
    report.say(
      part,
      "used",
      type === "http"
        ? `A bearer token, from the secret "${token}".`
        : `A bearer token, from the secret "${token}". A node gets no token by itself: put one there.`,
    );
  }
}

/** A secret's name out of the API's, such as `pet-store-token`. */
function secretName({ title }: ApiDocument, what: string): string {
  const name = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  return name === "" ? `api-${what.replace("api-", "")}` : `${name}-${what}`;
}
