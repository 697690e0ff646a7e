import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";
import { chain } from "../harness/workflow";

const outputSchema = {
  type: "object",
  $comment: "kept",
  properties: { answer: { type: "string", minLength: 2 }, score: { type: ["number", "null"] } },
  required: ["answer"],
};

test("an output schema by its fields and as JSON, two ways with the document", async ({ page }) => {
  const editor = new Editor(page);
  const config = { type: "AI", userPrompt: "Look", outputSchema };
  await editor.importText(JSON.stringify(chain("schema-fields", [{ identifier: "ask", config }])));
  await editor.select("ask");
  const { inspector } = editor;
  const field = (name: string) => inspector.getByLabel(name, { exact: true });
  const schema = inspector.locator('[data-at$="/config/outputSchema"]');
  const asJson = schema.getByRole("button", { name: "JSON", exact: true });
  const asFields = schema.getByRole("button", { name: "Fields", exact: true });
  /** The schema as the document has it. */
  const written = async () => {
    await asJson.click();
    const value = JSON.parse(await field("Output schema").inputValue());
    await asFields.click();
    return value;
  };
  await inspector.getByText("Advanced", { exact: true }).click();

  // What has no control is named, and what is not touched stays.
  await expect(field("Type of score")).toHaveText("Number or null");
  await expect(schema.getByText("also: minLength")).toBeVisible();
  await expect(schema.getByText("also: $comment")).toBeVisible();
  await expect(field("answer is required")).toBeChecked();

  // A field with fields of its own, by keyboard.
  await schema.getByRole("button", { name: "Add to Output schema" }).press("Enter");
  await field("Name of the new entry in Output schema").fill("answer");
  await expect(schema.getByText("There is answer already.")).toBeVisible();
  await field("Name of the new entry in Output schema").fill("person");
  await page.keyboard.press("Enter");
  await expect(field("Type of person")).toBeFocused();
  await field("Type of person").click();
  await page.getByRole("option", { name: "Object", exact: true }).click();
  await schema.getByRole("button", { name: "Add to fields of person" }).click();
  await field("Name of the new entry in fields of person").fill("role");
  await page.keyboard.press("Enter");
  await field("Description of role").fill("What they do");
  await field("role is required").click();
  await schema.getByRole("button", { name: "Choices of role" }).click();
  await field("Values of role").fill("dev\nops");
  await field("Name of answer in Output schema").fill("reply");
  await page.keyboard.press("Enter");
  await expect(field("Type of reply")).toBeVisible();
  expect(await written()).toEqual({
    type: "object",
    $comment: "kept",
    properties: {
      reply: { type: "string", minLength: 2 },
      score: { type: ["number", "null"] },
      person: {
        type: "object",
        properties: { role: { type: "string", description: "What they do", enum: ["dev", "ops"] } },
        required: ["role"],
      },
    },
    required: ["reply"],
  });

  // What is no JSON is said at the field and not kept; what is none of an object has its fix there.
  await asJson.click();
  await field("Output schema").fill('{"type": "array", ');
  await expect(schema.getByRole("alert")).toContainText("Not kept yet");
  await field("Output schema").fill('{"properties": {"a": {"type": "array", "items": {"type": "object"}}}}');
  await expect(schema.getByRole("alert")).toHaveCount(0);
  await asFields.click();
  await schema.getByRole("button", { name: "Set the type to object" }).click();
  await expect(field("Type of the items of a")).toHaveText("Object");
  await schema.getByRole("button", { name: "Add to fields of items of a" }).click();
  await field("Name of the new entry in fields of items of a").fill("deep");
  await page.keyboard.press("Enter");
  await schema.getByRole("button", { name: "Remove deep" }).click();
  expect(await written()).toEqual({
    properties: { a: { type: "array", items: { type: "object", properties: {} } } },
    type: "object",
  });
});

test("the fields of an input that is an object", async ({ page }) => {
  const editor = new Editor(page);
  const userInputs = { properties: { target: { type: "object", title: "Target" } } };
  await editor.importText(
    JSON.stringify({
      identifier: "object-input",
      nodes: [{ identifier: "start", config: { type: "SELF_SERVE_TRIGGER", userInputs } }],
      connections: [],
    }),
  );
  await editor.select("start");
  const { inspector } = editor;
  const field = (name: string) => inspector.getByLabel(name, { exact: true });
  await inspector.getByRole("button", { name: /^Target/ }).click();
  await inspector.getByRole("button", { name: "Add to Fields" }).click();
  await field("Name of the new entry in Fields").fill("region");
  await page.keyboard.press("Enter");
  await field("region is required").click();
  await field("Other fields, too").click();
  await inspector.getByRole("tab", { name: "JSON" }).click();
  const text = inspector.locator(".view-lines");
  await expect(text).toContainText('"region"');
  await expect(text).toContainText('"required"');
  await expect(text).toContainText(/"additionalProperties":\s*true/);
});
