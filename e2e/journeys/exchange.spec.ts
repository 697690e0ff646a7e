import { Editor } from "../harness/editor";
import { exampleText, expect, test } from "../harness/test";

/** Odd on purpose: spacing, key order, fields that nobody knows, and no line break at the end. */
const oddText = `{"title":"Odd",   "identifier":"odd_one",
\t"x-unknown": {"b":1,"a":[ ]},
  "connections" : [ {"targetIdentifier":"w","sourceIdentifier":"t", "description":null} ],
  "nodes":[{"identifier":"t","config":{"type":"SELF_SERVE_TRIGGER","userInputs":{"properties":{}}}},
    {"variables":{}, "identifier":"w","config":{"url":"https://api.example.com/a?b={{ 1 }}","type":"WEBHOOK","later":1e2}}]}`;

test("an import that is not touched comes out byte for byte, moved nodes included", async ({ page }) => {
  const editor = new Editor(page);
  await editor.importText(oddText);
  await expect(editor.node("w")).toBeVisible();
  expect((await editor.exported()).toString()).toBe(oddText);

  const card = await editor.node("w").boundingBox();
  if (!card) throw new Error("The card has no place.");
  await page.mouse.move(card.x + 80, card.y + 20);
  await page.mouse.down();
  await page.mouse.move(card.x + 160, card.y + 140, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => (await editor.node("w").boundingBox())?.y).toBeGreaterThan(card.y + 60);
  await editor.saved();
  expect((await editor.exported()).toString()).toBe(oddText);
});

test("a field that is edited changes its own place and nothing else", async ({ page }) => {
  const editor = new Editor(page);
  await editor.importText(oddText.replace("odd_one", "odd_two"));
  await editor.select("w");
  await editor.fill("URL", "https://api.example.com/changed");
  await editor.saved();
  await expect
    .poll(async () => (await editor.exported()).toString())
    .toBe(
      oddText
        .replace("odd_one", "odd_two")
        .replace("https://api.example.com/a?b={{ 1 }}", "https://api.example.com/changed"),
    );
});

test("text that is no workflow is refused with its place", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Import JSON" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Workflow JSON").fill('{\n  "nodes": [,]\n}');
  await dialog.getByRole("button", { name: "Import JSON" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /line 2/i })).toBeVisible();
});

test("a workflow pasted into an empty one's JSON is drawn as a whole and in view", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const editor = new Editor(page);
  await editor.openEmpty();
  const panel = await editor.openJson();
  await panel.locator(".view-line").first().click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.evaluate((text) => navigator.clipboard.writeText(text), exampleText("deploy-service"));
  await page.keyboard.press("ControlOrMeta+V");
  for (const node of ["trigger", "create_release", "deploy_production", "notify_slack"])
    await expect(editor.node(node)).toBeInViewport({ ratio: 0.99 });
  const [first, last] = [
    await editor.node("trigger").boundingBox(),
    await editor.node("notify_slack").boundingBox(),
  ];
  expect(last?.x).toBeGreaterThan((first?.x ?? 0) + (first?.width ?? 0));
});
