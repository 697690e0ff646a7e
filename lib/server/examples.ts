import "server-only";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { definitionOf } from "../nodes/definitions";
import type { ExampleRow } from "../run/answers";
import { referencesOf } from "../template/references";
import type { WorkflowDocument } from "../workflow/document";
import { defaultsOf } from "../workflow/inputs";
import { parseWorkflow } from "../workflow/parse";
import { pictureOf } from "./workflow-rows";

/** Reads every example of a folder; a file that is no workflow is a mistake of ours. */
export async function readExamples(folder: string): Promise<ExampleRow[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".json")).sort();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(folder, file), "utf8");
      const { document, problems } = parseWorkflow(text);
      if (document === undefined) throw new Error(`${file} is no workflow: ${problems[0]?.message ?? ""}`);
      return {
        name: file.slice(0, -".json".length),
        title: document.title ?? document.identifier,
        description: document.description ?? "",
        text,
        inputs: sampleInputs(document),
        secrets: secretNames(document as JsonObject),
        picture: pictureOf(document, {}),
      };
    }),
  );
}

/** The values that the first form of a trigger starts with; what the first trigger could output without one. */
function sampleInputs({ nodes }: WorkflowDocument): JsonObject {
  const form = nodes.find((node) => node.config.type === "SELF_SERVE_TRIGGER")?.config.userInputs;
  if (isJsonObject(form)) return defaultsOf(form);
  const trigger = nodes.find(({ config }) => definitionOf(config.type)?.sample !== undefined);
  return (trigger && definitionOf(trigger.config.type)?.sample?.(trigger.config)) ?? {};
}

/** The secrets that any template of a document reads by a fixed name. */
export function secretNames(tree: Json): string[] {
  const names = new Set<string>();
  const walk = (value: Json): void => {
    if (typeof value === "string") {
      for (const { root, path } of referencesOf(value)) {
        const [name] = path;
        if (root === "secrets" && typeof name === "string") names.add(name);
      }
    } else if (Array.isArray(value)) value.forEach(walk);
    else if (value !== null && typeof value === "object") Object.values(value).forEach(walk);
  };
  walk(tree);
  return [...names].sort();
}
