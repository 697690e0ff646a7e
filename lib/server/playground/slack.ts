import "server-only";
import { isJsonObject } from "../../base/json";
import type { Standin } from "./answer";

/** Stands in for Slack's incoming webhooks: plain text `ok`, or Slack's word for what is wrong. */
export const slackStandin: Standin = ({ method, path, body }) => {
  if (!path.startsWith("/services/")) return { status: 404, text: "no_service" };
  if (method !== "POST") return { status: 405, text: "method_not_allowed" };
  if (!isJsonObject(body)) return { status: 400, text: "invalid_payload" };
  const blocks = body.blocks;
  if (blocks !== undefined) {
    const wellFormed =
      Array.isArray(blocks) && blocks.every((block) => isJsonObject(block) && typeof block.type === "string");
    if (!wellFormed) return { status: 400, text: "invalid_blocks" };
  } else if (typeof body.text !== "string" || body.text === "") {
    return { status: 400, text: "no_text" };
  }
  return { status: 200, text: "ok" };
};
