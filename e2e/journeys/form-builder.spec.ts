import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";
import { webhook } from "../harness/workflow";

const form = {
  properties: {
    environment: { type: "string", title: "Environment", enum: ["dev", "prod"], "x-own": "kept" },
    replicas: { type: "number", title: "Replicas", default: 2 },
  },
  required: ["environment"],
  order: ["environment", "replicas"],
};

const workflow = JSON.stringify(
  {
    identifier: "form_builder",
    title: "Form builder",
    nodes: [
      { identifier: "start", title: "Order", config: { type: "SELF_SERVE_TRIGGER", userInputs: form } },
      webhook("send", "https://api.example.com/{{ .outputs.trigger.environment }}"),
    ],
    connections: [{ sourceIdentifier: "start", targetIdentifier: "send" }],
  },
  null,
  2,
);

test("a form is built in sight of its preview: kinds, queries, order, steps, rules and names", async ({
  page,
}) => {
  const editor = new Editor(page);
  await editor.importText(workflow);
  await editor.select("start");
  await editor.inspector.getByRole("button", { name: "Edit form" }).click();
  const dialog = page.getByRole("dialog", { name: "Form of Order" });
  const preview = dialog.getByRole("region", { name: "Preview of the form" });
  const list = dialog.getByRole("list", { name: "Inputs of the form" });
  await expect(dialog.getByLabel("Identifier", { exact: true })).toHaveValue("environment");

  // A new input is named after its title, and stands in the preview with every key.
  await dialog.getByRole("button", { name: "Add Long text" }).click();
  await dialog.getByLabel("Title", { exact: true }).fill("Reason");
  await expect(preview.getByLabel("Reason")).toBeVisible();
  await dialog.getByLabel("Title", { exact: true }).press("Tab");
  await expect(dialog.getByLabel("Identifier", { exact: true })).toHaveValue("reason");

  // It shows only for one environment: the query answers for what the preview holds.
  await dialog.getByRole("button", { name: "Compute visible with jq" }).click();
  await dialog.getByLabel("Visible, as jq").fill('.form.environment == "prod"');
  await expect(preview.getByLabel("Reason")).toBeHidden();
  await expect(dialog.getByRole("status").filter({ hasText: "false" })).toBeVisible();
  await preview.getByLabel("Environment").click();
  await page.getByRole("option", { name: "prod" }).click();
  await expect(preview.getByLabel("Reason")).toBeVisible();
  await expect(dialog.getByRole("status").filter({ hasText: "true" })).toBeVisible();

  // The order, by mouse and by key.
  await expect(list.locator("code")).toHaveText(["environment", "replicas", "reason"]);
  const handle = list.getByRole("button", { name: "Move reason", exact: true });
  const target = await list.getByRole("button", { name: "Move environment", exact: true }).boundingBox();
  await handle.hover();
  await page.mouse.down();
  await page.mouse.move(target!.x + 4, target!.y - 4, { steps: 6 });
  await page.mouse.up();
  await expect(list.locator("code")).toHaveText(["reason", "environment", "replicas"]);
  await list.getByRole("button", { name: "Move reason", exact: true }).press("ArrowDown");
  await expect(list.locator("code")).toHaveText(["environment", "reason", "replicas"]);
  await expect(list.getByRole("button", { name: "Move reason", exact: true })).toBeFocused();

  // Steps, with a rule in the second.
  await dialog.getByRole("button", { name: "Split into steps" }).click();
  await list.getByRole("button", { name: "Move replicas", exact: true }).press("ArrowDown");
  await expect(preview.getByRole("list", { name: "Steps" }).getByRole("listitem")).toHaveText([
    /Step 1/,
    /Step 2/,
  ]);
  await list.getByRole("button", { name: "Step 2", exact: false }).first().click();
  await dialog.getByLabel("Title of the step").fill("Size");
  await dialog.getByRole("button", { name: "Add rule" }).click();
  await dialog.getByLabel("Rule 1, as jq").fill(".form.replicas <= 5");
  await dialog.getByLabel("Message of rule 1").fill("Five are enough.");
  await preview.getByRole("button", { name: "Next" }).click();
  await preview.getByLabel("Replicas").fill("9");
  await preview.getByRole("button", { name: "Run", exact: true }).click();
  await expect(preview.getByRole("alert")).toHaveText("Five are enough.");
  await preview.getByLabel("Replicas").fill("3");
  await preview.getByRole("button", { name: "Run", exact: true }).click();
  await expect(preview.getByRole("status")).toContainText('"replicas": 3');

  // A name is followed wherever it is read, and what is read is not removed without a word.
  await list.getByRole("button", { name: /^Environment/ }).click();
  await dialog.getByLabel("Identifier", { exact: true }).fill("stage");
  await expect(dialog.getByRole("list", { name: "Places that change" })).toContainText("send › config › url");
  await dialog.getByLabel("Identifier", { exact: true }).press("Enter");
  await expect(list.locator("code").first()).toHaveText("stage");
  await dialog.getByRole("button", { name: "Remove input" }).click();
  await expect(dialog.getByRole("list", { name: "Places that read it" })).toContainText(
    "send › config › url",
  );
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();

  await editor.saved();
  const exported = JSON.parse((await editor.exported()).toString());
  expect(exported.nodes[1].config.url).toBe("https://api.example.com/{{ .outputs.trigger.stage }}");
  expect(exported.nodes[0].config.userInputs).toEqual({
    properties: {
      stage: { type: "string", title: "Environment", enum: ["dev", "prod"], "x-own": "kept" },
      replicas: { type: "number", title: "Replicas", default: 2 },
      reason: {
        type: "string",
        title: "Reason",
        format: "multi-line",
        visible: { jqQuery: '.form.stage == "prod"' },
      },
    },
    required: ["stage"],
    steps: [
      { title: "Step 1", order: ["stage", "reason"] },
      {
        title: "Size",
        order: ["replicas"],
        validations: [{ constraint: ".form.replicas <= 5", message: "Five are enough." }],
      },
    ],
  });

  // In the inspector the same list, with the settings in their place.
  const row = editor.inspector.getByRole("button", { name: /^Replicas/ });
  await row.click();
  await editor.inspector.getByLabel("At most", { exact: true }).fill("9");
  await editor.inspector.getByLabel("At most", { exact: true }).press("Enter");
  await editor.inspector.getByRole("button", { name: "Add input" }).click();
  await page.getByRole("menuitem", { name: "Choice" }).click();
  await editor.inspector.getByLabel("Choice 2").fill("three");
  await editor.inspector.getByLabel("Choice 2").press("Enter");
  await editor.inspector.getByRole("button", { name: "Move choice three", exact: true }).press("ArrowUp");
  await expect(editor.inspector.getByLabel("Choice 1")).toHaveValue("three");
  await editor.saved();
  const after = JSON.parse((await editor.exported()).toString()).nodes[0].config.userInputs;
  expect(after.properties.replicas.maximum).toBe(9);
  expect(after.properties.choice).toEqual({ type: "string", title: "Choice", enum: ["three", "one"] });
  expect(after.steps[1].order).toEqual(["replicas", "choice"]);
});

test("outlets are put in order by dragging and by key, each with its connections, in one undo step", async ({
  page,
}) => {
  const outlets = ["small", "large", "huge"].map((identifier) => ({ identifier, expression: "true" }));
  const editor = new Editor(page);
  await editor.importText(
    JSON.stringify({
      identifier: "outlet_order",
      title: "Outlet order",
      nodes: [
        { identifier: "start", config: { type: "SELF_SERVE_TRIGGER", userInputs: { properties: {} } } },
        { identifier: "which", title: "Which", config: { type: "CONDITION", outlets } },
        webhook("send", "https://api.example.com"),
      ],
      connections: [
        { sourceIdentifier: "start", targetIdentifier: "which" },
        { sourceIdentifier: "which", targetIdentifier: "send", sourceOutletIdentifier: "huge" },
      ],
    }),
  );
  await editor.select("which");
  const list = editor.inspector.getByRole("list", { name: "Outlets" });
  const handles = list.getByRole("button", { name: /^Move / });
  await list.getByRole("button", { name: "Move small", exact: true }).press("End");
  const order = () => handles.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
  await expect.poll(order).toEqual(["Move large", "Move huge", "Move small"]);
  const connection = editor.canvas.getByLabel("Connection from which (huge) to send");
  await expect(connection).toBeAttached();
  await editor.node("which").click();
  await page.keyboard.press("ControlOrMeta+Z");
  await expect.poll(order).toEqual(["Move small", "Move large", "Move huge"]);

  const first = await list.getByRole("button", { name: "Move small", exact: true }).boundingBox();
  await list.getByRole("button", { name: "Move large", exact: true }).hover();
  await page.mouse.down();
  await page.mouse.move(first!.x + 4, first!.y - 10, { steps: 6 });
  await page.mouse.up();
  await expect.poll(order).toEqual(["Move large", "Move small", "Move huge"]);
  await expect(connection).toBeAttached();
});
