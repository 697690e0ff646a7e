import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";
import { chain, webhook } from "../harness/workflow";

test("five nodes from an empty canvas, by mouse", async ({ page }) => {
  const editor = new Editor(page);
  await editor.openEmpty();
  const trigger = await editor.addNode("Self-service", { x: 60, y: 120 });
  const first = await editor.addNode("Webhook", { x: 340, y: 120 });
  await editor.fill("URL", "https://api.example.com/resources");
  const condition = await editor.addNode("Condition", { x: 620, y: 120 });
  const yes = await editor.addNode("Webhook", { x: 620, y: 280 });
  await editor.fill("URL", "https://api.example.com/yes");
  const no = await editor.addNode("Webhook", { x: 340, y: 280 });
  await editor.fill("URL", "https://api.example.com/no");
  await editor.connect(trigger, first);
  await editor.connect(first, condition);
  await editor.connect(condition, yes, "Yes");
  await editor.connect(condition, no, "fallback");
  await editor.run();
  for (const node of [trigger, first, condition, yes]) await editor.expectState(node, "success");
  await editor.saved();
  const document = JSON.parse((await editor.exported()).toString()) as {
    nodes: unknown[];
    connections: unknown[];
  };
  expect(document.nodes).toHaveLength(5);
  expect(document.connections).toHaveLength(4);
});

test("five nodes by typing JSON", async ({ page }) => {
  // Some seven hundred keystrokes, each with its checks and previews.
  test.slow();
  const editor = new Editor(page);
  await editor.openEmpty();
  await editor.openJson();
  const webhook = (identifier: string, path: string) => ({
    identifier,
    config: { type: "WEBHOOK", url: `https://api.example.com/${path}` },
  });
  const names = ["a", "b", "c", "d"];
  const document = {
    identifier: "typed",
    nodes: [
      { identifier: "trigger", config: { type: "SELF_SERVE_TRIGGER" } },
      ...names.map((name) => webhook(name, name)),
    ],
    connections: names.map((name, index) => ({
      sourceIdentifier: names[index - 1] ?? "trigger",
      targetIdentifier: name,
    })),
  };
  const panel = page.getByRole("region", { name: "Workflow JSON" });
  await panel.locator(".view-line").first().click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("Delete");
  await page.keyboard.type(JSON.stringify(document));
  await editor.tidy();
  for (const name of ["trigger", ...names]) await expect(editor.node(name)).toBeAttached();
  await expect(editor.canvas.getByLabel("Connection from c to d")).toBeAttached();
  await editor.saved();
  await editor.run();
  for (const name of names) await editor.expectState(name, "success");
});

test("a large graph can be looked at and edited from far away", async ({ page }) => {
  const editor = new Editor(page);
  const calls = Array.from({ length: 20 }, (_, at) => webhook(`call_${at}`, "https://api.example.com"));
  await editor.importText(JSON.stringify(chain("large", calls)));
  const first = editor.node("call_0");
  const way = editor.canvas.getByLabel("Connection from call_0 to call_1");
  const exit = editor.canvas.getByLabel("Out of call_0", { exact: true });
  await expect(editor.canvas.getByText("POST api.example.com")).toHaveCount(0);
  await expect(exit).toHaveCount(0);
  await expect(way).toBeAttached();
  await first.click();
  await editor.fill("Title", "The first call");
  await page.getByRole("tab", { name: "Outline" }).click();
  await page.getByRole("tree", { name: "Nodes in order" }).getByText("The first call").click();
  await expect(first.getByText("The first call")).toBeVisible();
  await expect(exit).toBeAttached();
  await expect(way).toBeAttached();
});
