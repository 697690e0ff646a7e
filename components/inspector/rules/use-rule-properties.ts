"use client";

import { isJsonObject, type JsonObject } from "@/lib/base/json";
import { fromPointer } from "@/lib/base/pointer";
import { useEditor } from "@/lib/editor/use-editor";
import { blueprintOf } from "@/lib/workflow/shapes/from-catalog";
import type { SuggestOption } from "../fields/suggest-input";

/** What every entity has, as rules name it. */
const own = ["$identifier", "$title", "$team"];

const titleOf = (schema: unknown): string =>
  isJsonObject(schema) && typeof schema.title === "string" ? schema.title : "";

/** The properties that a rule in a node may read, of a context or of entities of a blueprint, to choose from. */
export function useRuleProperties(at: string): {
  ofContext: (context: string) => SuggestOption[];
  ofBlueprint: (name: string) => SuggestOption[];
} {
  const index = Number(fromPointer(at)[1]);
  const form = useEditor((state) => state.document?.nodes[index]?.config.userInputs);
  const blueprints = useEditor((state) => state.blueprints);
  const ofBlueprint = (name: string, before = ""): SuggestOption[] => {
    const { properties = {} as JsonObject } = blueprintOf(blueprints, name) ?? {};
    return [
      ...own.map((value) => ({ value: before + value, detail: "" })),
      ...Object.entries(properties).map(([key, schema]) => ({
        value: before + key,
        detail: titleOf(schema),
      })),
    ];
  };
  const ofContext = (context: string) => {
    if (context === "user") return ofBlueprint("_user");
    if (context === "userTeams") return ofBlueprint("_team");
    if (context !== "form") return [];
    const inputs = isJsonObject(form) && isJsonObject(form.properties) ? form.properties : {};
    return Object.entries(inputs).flatMap(([name, input]) => [
      { value: name, detail: titleOf(input) },
      ...(isJsonObject(input) && input.format === "entity" && typeof input.blueprint === "string"
        ? ofBlueprint(input.blueprint, `${name}.`)
        : []),
    ]);
  };
  return { ofContext, ofBlueprint: (name) => ofBlueprint(name) };
}
