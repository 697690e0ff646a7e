/** The page of a blueprint's entities. */
export const blueprintAddress = (blueprint: string): string => `/catalog/${encodeURIComponent(blueprint)}`;

/** The page of an entity. */
export const entityAddress = (entity: { blueprint: string; identifier: string }): string =>
  `${blueprintAddress(entity.blueprint)}/${encodeURIComponent(entity.identifier)}`;

/** A run in the editor of its workflow. */
export const runAddress = (workflowId: string, run: string): string =>
  `/workflows/${encodeURIComponent(workflowId)}?run=${encodeURIComponent(run)}`;
