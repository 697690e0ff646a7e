import "server-only";
import type { JsonObject } from "../../base/json";
import { Blueprint, type BlueprintInput } from "../../catalog/blueprint";
import type { Entity } from "../../catalog/entity";
import { localActor } from "../actor";
import type { Database } from "../db/client";
import { allPortWorkflows } from "../port-workflows";

const text = (title: string) => ({ type: "string" as const, title });

/** People. Their teams stand in `team`. */
const user = Blueprint.parse({
  identifier: "_user",
  title: "User",
  icon: "User",
  description: "The people of this Slipway.",
  schema: {
    properties: {
      port_role: { ...text("Role"), enum: ["Admin", "Member"] },
      status: { ...text("Status"), enum: ["Active", "Invited", "Staged", "Disabled"] },
      firstName: text("First name"),
      lastName: text("Last name"),
    },
    required: [],
  },
});

const team = Blueprint.parse({
  identifier: "_team",
  title: "Team",
  icon: "Team",
  description: "Groups of people who own entities.",
  schema: { properties: { description: text("Description") }, required: [] },
});

/** Agents that AI_AGENT nodes give tasks to, where a model of the settings answers (reference 3.5). */
const aiAgent = Blueprint.parse({
  identifier: "_ai_agent",
  title: "AI agent",
  icon: "Microservice",
  description: "How each agent behaves.",
  schema: {
    properties: { description: text("Description"), prompt: { ...text("Prompt"), format: "markdown" } },
    required: [],
  },
});

/** Workflows, as they are published; written by publishing alone (reference 8). */
export const workflowBlueprint = Blueprint.parse({
  identifier: "_workflow",
  title: "Workflow",
  icon: "Workflow",
  description: "The published workflows. Publishing writes them; here they can only be read.",
  schema: {
    properties: {
      triggerTypes: { type: "array", title: "Trigger types", items: { type: "string" } },
      nodes: { type: "array", title: "Nodes", items: { type: "object" } },
      connections: { type: "array", title: "Connections", items: { type: "object" } },
      category: text("Category"),
      description: text("Description"),
      versionIdentifier: text("Version identifier"),
    },
    required: [],
  },
});

/** Blueprints that are there from the start and cannot be deleted. */
export const systemBlueprints: readonly Blueprint[] = [user, team, aiAgent, workflowBlueprint];

/** True for a blueprint that is there from the start. */
export const isSystem = (identifier: string): boolean =>
  systemBlueprints.some((one) => one.identifier === identifier);

/** Writes the system blueprints and the local user, where they are not there yet. */
export async function seedSystem(db: Database, now: string): Promise<void> {
  const by = { created_at: now, created_by: "slipway", updated_at: now, updated_by: "slipway" };
  for (const blueprint of [user, team, aiAgent]) {
    await db
      .insertInto("blueprints")
      .values({
        identifier: blueprint.identifier,
        body: JSON.stringify(blueprint satisfies BlueprintInput),
        ...by,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await db
    .insertInto("entities")
    .values({
      blueprint: "_user",
      identifier: localActor.email,
      title: `${localActor.firstName} ${localActor.lastName}`,
      icon: null,
      team: "[]",
      properties: JSON.stringify({
        port_role: "Admin",
        status: "Active",
        firstName: localActor.firstName,
        lastName: localActor.lastName,
      }),
      relations: "{}",
      ...by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The published workflows as entities of `_workflow`. */
export async function workflowEntities(db: Database): Promise<Entity[]> {
  const workflows = await allPortWorkflows({ db });
  return workflows.map(workflowEntity).sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
}

function workflowEntity(workflow: JsonObject): Entity {
  const said = (name: string) => (typeof workflow[name] === "string" ? workflow[name] : "");
  const nodes = Array.isArray(workflow.nodes) ? (workflow.nodes as JsonObject[]) : [];
  const types = nodes.map((node) => String((node.config as JsonObject | undefined)?.type ?? ""));
  return {
    identifier: said("identifier"),
    title: said("title") || said("identifier"),
    icon: said("icon") || null,
    blueprint: workflowBlueprint.identifier,
    team: [],
    properties: {
      triggerTypes: [...new Set(types.filter((type) => type.endsWith("_TRIGGER")))],
      nodes,
      connections: workflow.connections ?? [],
      category: workflow.category ?? null,
      description: workflow.description ?? null,
      versionIdentifier: workflow.versionIdentifier ?? null,
    },
    relations: {},
    createdAt: said("createdAt"),
    createdBy: said("createdBy"),
    updatedAt: said("updatedAt"),
    updatedBy: said("updatedBy"),
  };
}
