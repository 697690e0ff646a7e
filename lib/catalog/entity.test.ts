import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../base/json";
import { Blueprint } from "./blueprint";
import { withComputed } from "./computed";
import { applyInput, checkEntity, type Entity, EntityInput } from "./entity";

const blueprint = Blueprint.parse({
  identifier: "service",
  schema: {
    properties: {
      language: { type: "string", enum: ["go", "rust"] },
      url: { type: "string", format: "url" },
      owner: { type: "string", format: "email" },
      built: { type: "string", format: "date-time" },
      expires: { type: "string", format: "timer" },
      address: { type: "string", format: "ipv4" },
      wide: { type: "string", format: "ipv6" },
      name: { type: "string", minLength: 2, maxLength: 4, pattern: "^[a-z]+$" },
      stars: { type: "number", minimum: 0, maximum: 5 },
      live: { type: "boolean" },
      tags: { type: "array", items: { type: "string" }, maxItems: 2 },
      spec: { type: "object", properties: { port: { type: "number" } } },
    },
    required: ["language"],
  },
  relations: { domain: { target: "domain", required: true }, uses: { target: "service", many: true } },
  mirrorProperties: { domainName: { path: "domain.$title" }, neighbours: { path: "uses.language" } },
  calculationProperties: {
    label: {
      type: "string",
      calculation: '.properties.language + "/" + .identifier + "/" + .properties.domainName',
    },
    broken: { type: "string", calculation: 'error("no")' },
  },
});

const good: JsonObject = { language: "go" };
const related = { domain: "money" };

const check = (properties: JsonObject, relations: Record<string, Json> = related, known?: Entity) => {
  const input = EntityInput.parse({ identifier: "billing", properties, relations });
  const result = checkEntity(blueprint, applyInput(blueprint, known, input, "billing", true), known);
  return result.ok ? [] : result.error.map(({ at }) => at);
};

describe("properties", () => {
  test.each([
    ["language", "go", "java"],
    ["url", "https://example.com", "example"],
    ["owner", "ada@example.com", "ada"],
    ["built", "2026-01-31T09:00:00Z", "2026-02-30T09:00:00Z"],
    ["expires", "2026-01-31T09:00:00Z", "tomorrow"],
    ["address", "192.0.2.1", "192.0.2.256"],
    ["wide", "2001:db8::1", "2001::db8::1"],
    ["name", "abc", "abcde"],
    ["name", "abc", "ABC"],
    ["stars", 5, 6],
    ["stars", 0, "5"],
    ["live", false, "yes"],
    ["tags", ["a"], ["a", "b", "c"]],
    ["spec", { port: 1, more: true }, []],
  ] as [string, Json, Json][])("%s takes %j and not %j", (name, takes, refuses) => {
    expect(check({ ...good, [name]: takes })).toEqual([]);
    expect(check({ ...good, [name]: refuses })).toEqual([`/properties/${name}`]);
    expect(check({ ...good, ...(name === "language" ? {} : { [name]: null }) })).toEqual([]);
  });

  test("a value inside one is told at its place", () => {
    expect(check({ ...good, tags: ["a", 1] })).toEqual(["/properties/tags/1"]);
    expect(check({ ...good, spec: { port: "x" } })).toEqual(["/properties/spec/port"]);
  });

  test("unknown, computed and missing ones are refused", () => {
    expect(check({ ...good, langage: "go" })).toEqual(["/properties/langage"]);
    expect(check({ ...good, label: "x" })).toEqual(["/properties/label"]);
    expect(check({})).toEqual(["/properties/language"]);
    expect(check({ language: null })).toEqual(["/properties/language"]);
  });
});

test("relations are one identifier or a list, and required ones are there", () => {
  expect(check(good, { domain: "money", uses: ["a", "a"] })).toEqual([]);
  expect(check(good, { domain: ["money"] })).toEqual(["/relations/domain"]);
  expect(check(good, { domain: "money", uses: 3 })).toEqual(["/relations/uses"]);
  expect(check(good, { domain: "money", use: "a" })).toEqual(["/relations/use"]);
  expect(check(good, {})).toEqual(["/relations/domain"]);
  expect(check(good, { domain: null })).toEqual(["/relations/domain"]);
});

const entity = (given: Partial<Entity> = {}): Entity => ({
  identifier: "billing",
  title: "Billing",
  icon: "Service",
  blueprint: "service",
  team: ["core"],
  properties: { language: "go", stars: 3 },
  relations: { domain: "money", uses: ["mail"] },
  createdAt: "",
  createdBy: "",
  updatedAt: "",
  updatedBy: "",
  ...given,
});

describe("a write over what is there", () => {
  const input = EntityInput.parse({ properties: { stars: 4 } });

  test("with merge keeps what it does not name", () => {
    const draft = applyInput(blueprint, entity(), input, "billing", true);
    expect(draft).toMatchObject({ title: "Billing", icon: "Service", team: ["core"] });
    expect(draft.properties).toEqual({ language: "go", stars: 4 });
    expect(draft.relations).toEqual({ domain: "money", uses: ["mail"] });
  });

  test("without merge leaves nothing else", () => {
    const draft = applyInput(blueprint, entity(), input, "billing", false);
    expect(draft).toEqual({
      identifier: "billing",
      title: "billing",
      icon: null,
      team: [],
      properties: { stars: 4 },
      relations: {},
    });
  });

  test("drops what the blueprint has lost, and lets stand what it has grown stricter about", () => {
    const old = entity({ properties: { language: "cobol", gone: 1 } });
    expect(applyInput(blueprint, old, input, "billing", true).properties).toEqual({
      language: "cobol",
      stars: 4,
    });
    expect(check({ stars: 4 }, related, old)).toEqual([]);
    expect(check({ language: "fortran" }, related, old)).toEqual(["/properties/language"]);
  });
});

test("an entity that was read can be sent back; a field that nobody knows is refused", () => {
  expect(EntityInput.safeParse(entity()).success).toBe(true);
  expect(EntityInput.safeParse({ propertys: {} }).success).toBe(false);
  expect(EntityInput.safeParse({ identifier: "a b" }).success).toBe(true);
  expect(EntityInput.safeParse({ identifier: "a\nb" }).success).toBe(false);
  expect(EntityInput.safeParse({ identifier: ".." }).success).toBe(false);
  expect(EntityInput.parse({ team: "core" }).team).toEqual(["core"]);
});

test("mirrors follow relations, calculations read the entity with its mirrors", () => {
  const domain = Blueprint.parse({ identifier: "domain" });
  const known = {
    blueprint: (name: string) => ({ domain, service: blueprint })[name],
    entity: (of: string, identifier: string) =>
      of === "domain"
        ? entity({ identifier, title: "Money", blueprint: "domain", properties: {}, relations: {} })
        : identifier === "mail"
          ? entity({ identifier, properties: { language: "rust" } })
          : undefined,
  };
  expect(withComputed(entity(), blueprint, known, 0).properties).toEqual({
    language: "go",
    stars: 3,
    domainName: "Money",
    neighbours: ["rust"],
    label: "go/billing/Money",
    broken: null,
  });
  const alone = entity({ relations: { domain: "nowhere", uses: [] } });
  const missing = { ...known, entity: () => undefined };
  expect(withComputed(alone, blueprint, missing, 0).properties).toMatchObject({
    domainName: null,
    neighbours: [],
  });
});
