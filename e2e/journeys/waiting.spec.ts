import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";
import { chain, webhook } from "../harness/workflow";
import { Host } from "../hosts/host";

test("a webhook is tried again as its workflow's policy says, and every attempt is shown", async ({
  page,
  client,
}) => {
  let left = 2;
  const flaky = await Host.start(() => ({ status: left-- > 0 ? 503 : 200, json: { fine: true } }));
  await client.saveEnvironment("Flaky", { "https://api.example.com": flaky.url });
  const editor = new Editor(page);
  await editor.importText(
    JSON.stringify(chain("flaky_service", [webhook("call", "https://api.example.com/call")])),
  );
  await editor.useEnvironment("Flaky");

  await page.keyboard.press("Escape");
  await editor.canvas.click({ position: { x: 20, y: 400 } });
  await editor.inspector.getByText("Retries", { exact: true }).click();
  await editor.inspector.getByRole("switch", { name: "Try failures again that may pass" }).click();
  await editor.fill("First pause", "0");
  await expect(editor.inspector.getByRole("alert")).toBeVisible();
  await editor.fill("First pause", "0.1");
  await editor.inspector.getByLabel("First pause", { exact: true }).press("Enter");
  await editor.inspector.getByLabel("Requests", { exact: true }).click();
  await page.getByRole("option", { name: "All methods" }).click();

  await editor.run();
  await editor.expectState("call", "success");
  const details = await editor.openNodeRun("call", "Attempts (3)");
  await expect(details.getByRole("listitem")).toHaveCount(3);
  await expect(details.getByText("503", { exact: true })).toHaveCount(2);
  expect(flaky.got).toHaveLength(3);

  // It is kept on the server, and not in what is shared.
  await page.reload();
  await editor.isOpen();
  await editor.inspector.getByText("Retries", { exact: true }).click();
  await expect(editor.inspector.getByLabel("First pause", { exact: true })).toHaveValue("0.1");
  expect((await editor.exported()).toString()).not.toContain("attempts");
  await flaky.close();
});

test("a delay is drawn, waits and goes on", async ({ page }) => {
  const editor = new Editor(page);
  await editor.openEmpty();
  const trigger = await editor.addNode("Self-service", { x: 60, y: 120 });
  const delay = await editor.addNode("Delay", { x: 340, y: 120 });
  await editor.fill("Seconds", "1");
  const after = await editor.addNode("Webhook", { x: 620, y: 120 });
  await editor.fill("URL", "https://api.example.com/resources");
  await editor.connect(trigger, delay);
  await editor.connect(delay, after);
  await editor.run();
  await expect(editor.node(delay).locator("[data-look]")).toHaveAttribute("data-look", "sleeping");
  for (const node of [trigger, delay, after]) await editor.expectState(node, "success");
});
