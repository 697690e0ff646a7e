import { isJsonObject, type Json } from "../../lib/base/json";
import { type Answer, Host } from "./host";

const isSection = (block: Json) =>
  isJsonObject(block) &&
  block.type === "section" &&
  isJsonObject(block.text) &&
  block.text.type === "mrkdwn" &&
  typeof block.text.text === "string";

const isContext = (block: Json) =>
  isJsonObject(block) &&
  block.type === "context" &&
  Array.isArray(block.elements) &&
  block.elements.length > 0;

const refuse = (text: string): Answer => ({ status: 400, text });

/** Answers as Slack's incoming webhooks do: `ok`, or the word for what is wrong. */
export const startSlack = (): Promise<Host> =>
  Host.start(({ method, path, headers, body }) => {
    if (!/^\/services\/[^/]+\/[^/]+\/[^/]+$/.test(path)) return { status: 404, text: "no_team" };
    if (method !== "POST") return { status: 405, text: "invalid_method" };
    if (!headers["content-type"]?.startsWith("application/json") || !isJsonObject(body)) {
      return refuse("invalid_payload");
    }
    if (typeof body.text !== "string" || body.text === "") return refuse("no_text");
    const blocks = body.blocks ?? [];
    if (!Array.isArray(blocks) || !blocks.every((block) => isSection(block) || isContext(block))) {
      return refuse("invalid_blocks");
    }
    return { status: 200, text: "ok" };
  });
