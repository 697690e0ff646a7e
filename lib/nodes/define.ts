import type { z } from "zod";
import type { JsonObject } from "../base/json";
import type { Problem } from "../base/problem";

/** Where a run begins, what it does, or which way it goes. */
export type NodeRole = "trigger" | "action" | "flow";

/** Colours the icon tile; see the look. */
export type NodeFamily = "trigger" | "action" | "flow" | "catalog" | "ai";

/** One named way out of a node (reference 4.1, 4.2). */
export interface OutletInfo {
  identifier: string;
  title: string;
}

/** An expression inside a `literal` key of a config; `at` is relative to `config`. */
export interface LiteralExpression {
  at: string;
  text: string;
  /** Text with `{{ }}`, not bare jq. */
  template?: true;
  /** It reads the form it stands in, not the run (reference 2.2). */
  form?: true;
}

/** What a node type says about itself. Everything else in the house asks this, never the type's name. */
export interface NodeDefinition<Type extends string = string, Config extends z.ZodType = z.ZodType> {
  type: Type;
  role: NodeRole;
  family: NodeFamily;
  /** Port's words for it, sentence case: `Webhook`. */
  title: string;
  /** One line for the palette. */
  description: string;
  /** Name of a lucide icon, kebab-case. */
  icon: string;
  /** Schema of `config`, with `type` as a literal. `.meta({ title, description, template, jq, control })` feeds the form. */
  config: Config;
  /** The `config` of a node fresh from the palette. */
  initial(): JsonObject;
  /** The card's dim line, for example `POST api.github.com/repos/{{ .outputs.trigger.repo }}/dispatches`; may hold templates. */
  summary(config: JsonObject): string;
  /** Its outlets; empty when it has a single way out. */
  outlets(config: JsonObject): OutletInfo[];
  /** True when a `fallback` connection may leave it (reference 1.2). */
  fallback: boolean;
  /** Top-level keys of `config` that hold no `{{ }}` templates (bare jq, or resolved by the runner itself). */
  literal: readonly string[];
  /** The expressions inside its `literal` keys. */
  expressions?(config: JsonObject): LiteralExpression[];
  /** Of a trigger without a form: an output as it could be, which previews and test runs begin with. */
  sample?(config: JsonObject): JsonObject;
  /** What a schema cannot say; pointers are relative to `config`. */
  problems?(config: JsonObject): Problem[];
}

/** Keeps the literal type and the schema's type of a definition. */
export function defineNode<Type extends string, Config extends z.ZodType>(
  definition: NodeDefinition<Type, Config>,
): NodeDefinition<Type, Config> {
  return definition;
}
