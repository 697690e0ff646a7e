import { expect, test } from "vitest";
import type { Json } from "../base/json";
import { createsEntity, inputForEntity, isInHub } from "./contexts";

const offered = (...contexts: Json[]) => ({
  contexts,
  userInputs: {
    properties: {
      service: { type: "string", format: "entity", blueprint: "service" },
      other: { type: "string", format: "entity", blueprint: "domain" },
      text: { type: "string" },
    },
  },
});
const entity = (userInput: string) => ({ on: "ENTITY", userInput });

test("an entity of the input's blueprint is filled into that input", () => {
  const both = offered(entity("service"), entity("other"));
  expect(inputForEntity(both, "service")).toBe("service");
  expect(inputForEntity(both, "domain")).toBe("other");
  expect(inputForEntity(both, "_user")).toBeUndefined();
  expect(inputForEntity(offered(), "service")).toBeUndefined();
  expect(
    inputForEntity(offered(entity("text"), entity("toString"), { on: "ENTITY" }), "service"),
  ).toBeUndefined();
});

test("a trigger stands in the place of one blueprint's form, and in the hub unless it is hidden there", () => {
  const create = offered({ on: "CREATE_ENTITY", blueprintIdentifier: "service" });
  expect([createsEntity(create, "service"), createsEntity(create, "domain")]).toEqual([true, false]);
  expect(isInHub(create)).toBe(true);
  expect(isInHub(offered({ on: "SELF_SERVICE_HUB", visible: false }))).toBe(false);
  expect(isInHub(offered({ on: "SELF_SERVICE_HUB", visible: true }, "junk"))).toBe(true);
});
