import { isJsonObject, type Json, type JsonObject } from "../base/json";

/** What of a self-service trigger says where it is offered (reference 2.1). */
export interface Offered {
  contexts: readonly Json[];
  userInputs: JsonObject;
}

const contextsOn = (offered: Offered, on: string): JsonObject[] =>
  offered.contexts.filter((context) => isJsonObject(context) && context.on === on) as JsonObject[];

/** Whether the self-service page shows it: it does, unless a context hides it there. */
export const isInHub = (offered: Offered): boolean =>
  contextsOn(offered, "SELF_SERVICE_HUB").every(({ visible }) => visible !== false);

/** The input that an entity of a blueprint is filled into when the run is started from the entity; undefined for none. */
export function inputForEntity(offered: Offered, blueprint: string): string | undefined {
  const { properties } = offered.userInputs;
  return contextsOn(offered, "ENTITY")
    .map(({ userInput }) => (typeof userInput === "string" ? userInput : ""))
    .find((name) => {
      const input =
        isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
      return isJsonObject(input) && input.format === "entity" && input.blueprint === blueprint;
    });
}

/** Whether it stands in the place of the form that creates entities of a blueprint. */
export const createsEntity = (offered: Offered, blueprint: string): boolean =>
  contextsOn(offered, "CREATE_ENTITY").some(({ blueprintIdentifier }) => blueprintIdentifier === blueprint);
