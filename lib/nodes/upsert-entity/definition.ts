import { z } from "zod";
import { defineNode } from "../define";
import { field, onFailure, textOf } from "../fields";

const mapping = z.looseObject({
  identifier: field(z.string().nullish(), {
    title: "Identifier",
    description: "Which entity to create or update. Without one Port makes one up.",
    control: "text",
    template: true,
  }),
  title: field(z.string().nullish(), {
    title: "Title",
    description: "The entity's title.",
    control: "text",
    template: true,
  }),
  icon: field(z.string().nullish(), {
    title: "Icon",
    description: "Name of an icon.",
    control: "text",
    template: true,
  }),
  team: field(
    z.union([z.string(), z.array(z.string())], { error: "Write a team or a list of teams." }).nullish(),
    {
      title: "Team",
      description: "A team, or a list of teams.",
      control: "team",
      template: true,
    },
  ),
  properties: field(z.record(z.string(), z.json()).optional(), {
    title: "Properties",
    description: "Values to write; others stay as they are.",
    control: "body",
    template: true,
  }),
  relations: field(z.record(z.string(), z.json()).optional(), {
    title: "Relations",
    description: "Identifiers of related entities; a text, a list or null.",
    control: "body",
    template: true,
  }),
});

/** Creates or updates a catalog entity (reference 3.2). */
export const upsertEntity = defineNode({
  type: "UPSERT_ENTITY",
  role: "action",
  family: "catalog",
  title: "Upsert entity",
  description: "Create or update an entity in the catalog.",
  icon: "database",
  config: z.looseObject({
    type: z.literal("UPSERT_ENTITY"),
    blueprintIdentifier: field(
      z.string().regex(/\S/, { error: "The blueprint is empty. Name one, such as deployment." }),
      {
        title: "Blueprint",
        description: "Which kind of entity.",
        control: "text",
        template: true,
        placeholder: "deployment",
      },
    ),
    mapping: field(mapping.optional(), { title: "Entity", description: "What the entity gets." }),
    onFailure,
  }),
  initial: () => ({
    type: "UPSERT_ENTITY",
    blueprintIdentifier: "deployment",
    mapping: { identifier: "", properties: {}, relations: {} },
  }),
  summary: (config) => `upsert ${textOf(config.blueprintIdentifier)}`.trim(),
  outlets: () => [],
  fallback: false,
  literal: [],
});
