import { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { definitionOf, definitions, nodeTypes } from "../nodes/definitions";
import { identifier } from "../nodes/fields";

/** A node's `config`: its type, and whatever that type holds. */
export type NodeConfig = JsonObject & { type: string };

const anything = z.custom<Json>();
const config = z.custom<NodeConfig>((value) => isJsonObject(value) && typeof value.type === "string", {
  error: (issue) =>
    isJsonObject(issue.input)
      ? `The config names no type. Add "type", for example "WEBHOOK".`
      : `A node needs a config object with a type, for example {"type": "WEBHOOK", "url": "https://…"}.`,
});

const text = (title: string, description: string) =>
  z.string().nullable().meta({ title, description }).exactOptional();

const templates = z.record(z.string(), anything);

const nodeFields = {
  title: text("Title", "Shown on the canvas."),
  icon: text("Icon", "Name of an icon."),
  description: text("Description", "What the node is for."),
  variables: templates
    .nullable()
    .meta({
      title: "Variables",
      description: "When not empty, replaces the node's output. Templates read its raw output as .result.",
      template: true,
    })
    .exactOptional(),
  links: z
    .array(z.string())
    .nullable()
    .meta({ title: "Links", description: "URL templates shown on the node run.", template: true })
    .exactOptional(),
  verbose: z
    .boolean()
    .meta({ title: "Verbose log", description: "Log whole requests and responses.", default: false })
    .exactOptional(),
};

const connectionFields = {
  description: text("Description", "What the connection is for."),
  sourceOutletIdentifier: identifier
    .nullable()
    .meta({ title: "Outlet", description: "The outlet of the source that leads here." })
    .exactOptional(),
  fallback: z
    .boolean()
    .nullable()
    .meta({ title: "Fallback", description: "Taken when no outlet of a condition is true." })
    .exactOptional(),
};

const workflowFields = {
  title: text("Title", "Name of the workflow."),
  icon: text("Icon", "Name of an icon."),
  description: text("Description", "What the workflow is for."),
  category: text("Category", "Groups workflows in the self-service page."),
  tags: z.array(z.string()).nullable().meta({ title: "Tags", description: "Free words." }).exactOptional(),
  allowAnyoneToViewRuns: z
    .boolean()
    .meta({ title: "Anyone may view runs", description: "Off: only the creator and admins.", default: true })
    .exactOptional(),
};

/** A node of any type, known or not (reference 1.1). Unknown fields are kept. */
export const WorkflowNode = z.object({ identifier, ...nodeFields, config }).catchall(anything);
export type WorkflowNode = z.infer<typeof WorkflowNode>;

/** Reference 1.2. */
export const Connection = z
  .object({
    sourceIdentifier: identifier.meta({ title: "Source", description: "Node where it begins." }),
    targetIdentifier: identifier.meta({ title: "Target", description: "Node where it ends." }),
    ...connectionFields,
  })
  .catchall(anything);
export type Connection = z.infer<typeof Connection>;

/** A workflow in the current form (reference 1). What each node's config holds is its definition's to say. */
export const WorkflowDocument = z
  .object({
    identifier,
    ...workflowFields,
    nodes: z.array(WorkflowNode),
    connections: z.array(Connection).exactOptional(),
  })
  .catchall(anything);
export type WorkflowDocument = z.infer<typeof WorkflowDocument>;

/**
 * True for what the graph, the canvas and the checks can work with, wrong as it may be otherwise: nodes with
 * identifier and `config.type`, connections with two ends.
 */
export function isWorkable(value: unknown): value is WorkflowDocument {
  return (
    isJsonObject(value) &&
    Array.isArray(value.nodes) &&
    value.nodes.every(
      (node) =>
        isJsonObject(node) &&
        typeof node.identifier === "string" &&
        isJsonObject(node.config) &&
        typeof node.config.type === "string",
    ) &&
    (value.connections === undefined ||
      (Array.isArray(value.connections) &&
        value.connections.every(
          (connection) =>
            isJsonObject(connection) &&
            typeof connection.sourceIdentifier === "string" &&
            typeof connection.targetIdentifier === "string",
        )))
  );
}

/** The connections of a document; none when it declares none. */
export const connectionsOf = (document: WorkflowDocument): Connection[] => document.connections ?? [];

const schemaOptions = { io: "input", unrepresentable: "any", target: "draft-7" } as const;

let whole: JsonObject | undefined;
const perNode = new Map<string, JsonObject>();

/** JSON Schema (draft 7) of a whole workflow, with a `config` for each type; made once. Do not change it. */
export function toJsonSchema(): JsonObject {
  whole ??= z.toJSONSchema(
    z.looseObject({
      identifier: identifier.meta({ title: "Identifier", description: "Name of the workflow in the API." }),
      ...workflowFields,
      nodes: z.array(nodeSchema(z.discriminatedUnion("type", allConfigs()))).meta({
        title: "Nodes",
        description: "Triggers, actions and flow nodes.",
      }),
      connections: z.array(z.looseObject(Connection.shape)).optional().meta({
        title: "Connections",
        description: "Which node follows which.",
      }),
    }),
    schemaOptions,
  ) as JsonObject;
  return whole;
}

/** JSON Schema (draft 7) of one node of a type; of any node when the type is not known. */
export function nodeJsonSchema(type: string): JsonObject {
  const known = perNode.get(type);
  if (known !== undefined) return known;
  const definition = definitionOf(type);
  const schema = definition === undefined ? z.discriminatedUnion("type", allConfigs()) : definition.config;
  const made = z.toJSONSchema(nodeSchema(schema), schemaOptions) as JsonObject;
  if (definition !== undefined) perNode.set(type, made);
  return made;
}

const nodeSchema = (schema: z.ZodType) =>
  z.looseObject({
    identifier: identifier.meta({
      title: "Identifier",
      description: 'Later nodes read this node\'s output as .outputs["identifier"].',
    }),
    ...nodeFields,
    config: schema,
  });

type ConfigSchema = (typeof definitions)[keyof typeof definitions]["config"];

const allConfigs = () =>
  nodeTypes.map((type) => definitions[type].config) as [ConfigSchema, ...ConfigSchema[]];
