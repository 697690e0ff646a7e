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

test("contexts and an event's condition by their parts, two ways with the JSON", async ({ page }) => {
  const editor = new Editor(page);
  await editor.importText(JSON.stringify(workflow));
  await editor.select("start");
  const { inspector } = editor;
  const field = (name: string) => inspector.getByLabel(name, { exact: true });
  const choose = async (name: string, option: string) => {
    await field(name).click();
    await page.getByRole("option", { name: option }).click();
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
