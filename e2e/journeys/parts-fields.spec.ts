import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";

const target = { type: "string", title: "Target", format: "entity", blueprint: "service" };
const workflow = {
  identifier: "parts-of-fields",
  nodes: [
    { identifier: "start", config: { type: "SELF_SERVE_TRIGGER", userInputs: { properties: { target } } } },
    {
      identifier: "changed",
      config: {
        type: "EVENT_TRIGGER",
        event: { type: "ENTITY_UPDATED", blueprintIdentifier: "service" },
        condition: { type: "JQ", expressions: [".diff.before.title != .diff.after.title"], note: "kept" },
      },
    },
  ],
  connections: [],
};

test("contexts, permissions and an event's condition by their parts, two ways with the JSON", async ({
  page,
}) => {
  const editor = new Editor(page);
  await editor.importText(JSON.stringify(workflow));
  await editor.select("start");
  const { inspector } = editor;
  const field = (name: string) => inspector.getByLabel(name, { exact: true });
  const choose = async (name: string, option: string) => {
    await field(name).click();
    await page.getByRole("option", { name: option, exact: true }).click();
  };
  /** A field of the config, and its value as the document has it. */
  const part = (key: string) => inspector.locator(`[data-at$="/config/${key}"]`);
  const written = async (key: string, title: string) => {
    await part(key).getByRole("button", { name: "JSON", exact: true }).first().click();
    const value = JSON.parse(await field(title).inputValue());
    await part(key).getByRole("button", { name: "Fields", exact: true }).first().click();
    return value;
  };
  await inspector.getByText("Advanced", { exact: true }).click();

  // A new context takes the form's entity; another kind has another field, and typing writes it.
  const contexts = part("contexts");
  await contexts.getByRole("button", { name: "Add context" }).press("Enter");
  await expect(field("Context 1")).toBeFocused();
  await expect(field("Input")).toHaveText("Target");
  await contexts.getByRole("button", { name: "Add context" }).click();
  await choose("Context 2", "New entity");
  await expect(contexts.getByText("The blueprint is empty. Name one, such as service.")).toBeVisible();
  await field("Blueprint").fill("deployment");
  await expect(contexts.getByText("The blueprint is empty", { exact: false })).toHaveCount(0);
  await contexts.getByRole("button", { name: "Move context 2", exact: true }).press("Home");
  await expect(contexts.getByRole("button", { name: "Move context 1", exact: true })).toBeFocused();
  expect(await written("contexts", "Contexts")).toEqual([
    { on: "CREATE_ENTITY", blueprintIdentifier: "deployment" },
    { on: "ENTITY", userInput: "target" },
  ]);

  // What has no control is named and stays; what has another shape is shown as JSON, with what is wrong with it.
  await contexts.getByRole("button", { name: "JSON", exact: true }).click();
  await field("Contexts").fill('[{"on": "SELF_SERVICE_HUB", "visible": true, "note": 1}]');
  await contexts.getByRole("button", { name: "Fields", exact: true }).click();
  await expect(contexts.getByText("also: note")).toBeVisible();
  await field("Shown there").click();
  expect(await written("contexts", "Contexts")).toEqual([
    { on: "SELF_SERVICE_HUB", visible: false, note: 1 },
  ]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(field("Shown there")).toBeChecked();

  // Permissions: names as tags, rules with what they may read, and groups of rules.
  const permissions = part("permissions");
  await field("Add to Roles").fill("mem");
  await page.getByRole("option", { name: "Member" }).click();
  await field("Add to Users").fill("ann@example.com, bob@example.com");
  await page.keyboard.press("Enter");
  await permissions.getByRole("button", { name: "Remove ann@example.com" }).click();
  await expect(field("Add to Users")).toBeFocused();
  await permissions.getByRole("button", { name: "Add rule to Policy" }).click();
  await choose("Property of rule 1 is of", "Form");
  await expect(permissions.getByText('The form has no input "$identifier".')).toBeVisible();
  await field("Property of rule 1").fill("targ");
  await page.getByRole("option", { name: "target Target" }).click();
  await choose("Operator of rule 1", "in");
  await field("Value of rule 1").fill("api\nweb");
  await permissions.getByRole("button", { name: "Add group to Policy" }).click();
  await choose("Type of the value of rule 2.1", "Property");
  await field("Value of rule 2.1").fill("target.owner");
  await choose("Value of rule 2.1 is of", "Form");
  await expect(permissions.locator(".text-bad")).toHaveCount(0);
  const policy = {
    combinator: "and",
    rules: [
      { property: { context: "form", property: "target" }, operator: "in", value: ["api", "web"] },
      {
        combinator: "or",
        rules: [
          {
            property: { context: "user", property: "$identifier" },
            operator: "=",
            value: { context: "form", property: "target.owner" },
          },
        ],
      },
    ],
  };
  expect(await written("permissions", "Permissions")).toEqual({
    roles: ["Member"],
    users: ["bob@example.com"],
    policy,
  });
  await permissions.getByRole("button", { name: "Remove rule 2.1" }).click();
  await permissions.getByRole("button", { name: "Remove rule 1" }).click();
  await permissions.getByRole("button", { name: "Remove Member" }).click();
  expect(await written("permissions", "Permissions")).toEqual({ users: ["bob@example.com"] });
  for (const _ of [1, 2]) await page.getByRole("button", { name: "Undo" }).click();
  await expect(field("Value of rule 1")).toHaveValue("api\nweb");

  // The entities that an input offers are searched for by the same rules, with jq over the form.
  await inspector.getByRole("button", { name: /^Target/ }).click();
  const offered = inspector.locator('[data-at$="/properties/target/dataset"]');
  await offered.getByRole("button", { name: "Add rule to Offered entities" }).click();
  await offered.getByLabel("Property of rule 1", { exact: true }).fill("tier");
  await offered.getByLabel("Type of the value of rule 1").click();
  await page.getByRole("option", { name: "jq", exact: true }).click();
  await offered.getByLabel("Value of rule 1", { exact: true }).fill(".form.target");
  await offered.getByRole("button", { name: "JSON", exact: true }).click();
  expect(JSON.parse(await field("Offered entities").inputValue())).toEqual({
    combinator: "and",
    rules: [{ property: "tier", operator: "=", value: { jqQuery: ".form.target" } }],
  });

  // The condition of an event.
  await editor.select("changed");
  const condition = part("condition");
  await expect(field("Expression 1")).toHaveValue(".diff.before.title != .diff.after.title");
  await condition.getByRole("button", { name: "Add expression" }).click();
  await expect(field("Expression 2")).toBeFocused();
  await field("Expression 2").fill('.diff.after.properties.tier == "gold"');
  await choose("Combinator", "One of these is true");
  expect(await written("condition", "Condition")).toEqual({
    type: "JQ",
    expressions: [".diff.before.title != .diff.after.title", '.diff.after.properties.tier == "gold"'],
    note: "kept",
    combinator: "or",
  });
  await condition.getByRole("button", { name: "Remove expression 1" }).click();
  await expect(field("Expression 1")).toHaveValue('.diff.after.properties.tier == "gold"');
});
