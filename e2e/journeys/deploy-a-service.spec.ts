import { Editor } from "../harness/editor";
import { exampleText, expect, test } from "../harness/test";

test("from the example to a run, its requests, a changed template and an export", async ({ page }) => {
  const editor = new Editor(page);
  await editor.openExample("Deploy a service");
  await expect(editor.canvas.locator(".react-flow__node")).toHaveCount(7);

  await editor.run({ Service: "billing" });
  for (const node of [
    "trigger",
    "create_release",
    "where_to",
    "deploy_production",
    "record_deployment",
    "notify_slack",
  ]) {
    await editor.expectState(node, "success");
  }
  await expect(editor.node("deploy_directly").locator("[data-look=success]")).toHaveCount(0);
  await expect(editor.canvas.getByText("Playground").or(page.getByText("Playground")).first()).toBeVisible();

  const request = await editor.openNodeRun("Register the release", "Request");
  await expect(request.getByText("api-key").first()).toBeVisible();
  await expect(request).toContainText("billing");
  const response = await editor.openNodeRun("Register the release", "Response");
  await expect(response).toContainText("201");

  await editor.select("create_release");
  await editor.inspector.getByRole("tab", { name: "JSON" }).click();
  const line = editor.inspector.locator(".view-line", { hasText: "outputs.trigger.version" }).last();
  await expect(line).toContainText("1.4.2");
  await line.click();
  await page.keyboard.press("End");
  // Before the closing quote and comma or brace, into the expression.
  for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.type(' | . + "-rc"'.replaceAll('"', "'"));
  await expect(editor.inspector.locator(".view-line", { hasText: "-rc" }).last()).toBeVisible();

  await editor.saved();
  const text = (await editor.exported()).toString();
  expect(text).not.toBe(exampleText("deploy-service"));
  const changed = text
    .split("\n")
    .filter((each, index) => each !== exampleText("deploy-service").split("\n")[index]);
  expect(changed).toHaveLength(1);

  await editor.importText(text.replace('"deploy_service"', '"deploy_service_again"'));
  await expect(editor.canvas.locator(".react-flow__node")).toHaveCount(7);
});
