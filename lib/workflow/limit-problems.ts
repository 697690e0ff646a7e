import { isJsonObject, type Json } from "../base/json";
import { toPointer } from "../base/pointer";
import type { Problem } from "../base/problem";
import type { WorkflowDocument } from "./document";
import { placeName } from "./place-name";

const longestDelay = 86_400;

/** Port's own limits (reference 10). Slipway runs what exceeds them; Port would refuse it. */
export function limitProblems(document: WorkflowDocument): Problem[] {
  const problems: Problem[] = [];
  const warn = (path: (string | number)[], message: string) =>
    problems.push({
      code: "port/limit",
      severity: "warning",
      at: toPointer(path),
      message: `${placeName(path, document)}: ${message}`,
    });
  const length = (path: (string | number)[], value: Json | undefined, most: number) => {
    if (typeof value === "string" && value.length > most)
      warn(path, `this is ${value.length} characters long; Port takes at most ${most}.`);
  };
  const count = (path: (string | number)[], value: Json | undefined, most: number, what: string) => {
    if (Array.isArray(value) && value.length > most)
      warn(path, `there are ${value.length} ${what}; Port takes at most ${most}.`);
  };

  length(["identifier"], document.identifier, 60);
  length(["title"], document.title, 100);
  length(["description"], document.description, 1100);
  length(["category"], document.category, 40);
  count(["tags"], document.tags, 20, "tags");
  if (Array.isArray(document.tags))
    for (const [index, tag] of document.tags.entries()) length(["tags", index], tag, 64);
  count(["nodes"], document.nodes, 100, "nodes");
  document.nodes.forEach((node, index) => {
    const at = ["nodes", index];
    length([...at, "identifier"], node.identifier, 60);
    length([...at, "title"], node.title, 100);
    length([...at, "description"], node.description, 1100);
    count([...at, "links"], node.links, 3, "links");
    const { config } = node;
    count([...at, "config", "mcpServers"], config.mcpServers, 5, "MCP servers");
    length([...at, "config", "actionCardButtonText"], config.actionCardButtonText, 15);
    length([...at, "config", "executeActionButtonText"], config.executeActionButtonText, 15);
    if (config.type === "DELAY" && typeof config.seconds === "number" && config.seconds > longestDelay)
      warn(
        [...at, "config", "seconds"],
        `this waits ${config.seconds} seconds; Port takes at most ${longestDelay}.`,
      );
    if (isJsonObject(config.userInputs)) formLimits(config.userInputs, [...at, "config", "userInputs"]);
  });
  return problems;

  function formLimits(form: { [key: string]: Json }, at: (string | number)[]): void {
    count([...at, "validations"], form.validations, 10, "validations");
    each(form.validations, (rule, key) => length([...at, "validations", key, "message"], rule.message, 100));
    each(form.steps, (step, key) => length([...at, "steps", key, "title"], step.title, 25));
    each(form.properties, (input, key) => {
      length([...at, "properties", key, "title"], input.title, 140);
      length([...at, "properties", key, "description"], input.description, 1000);
    });
  }
}

function each(
  list: Json | undefined,
  visit: (item: { [key: string]: Json }, key: string | number) => void,
): void {
  if (typeof list !== "object" || list === null) return;
  for (const [key, item] of Object.entries(list))
    if (isJsonObject(item)) visit(item, Array.isArray(list) ? Number(key) : key);
}
