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
  await expect(request).toContainText("billing");
  await request.getByText(/^\d+ headers$/).click();
  await expect(request.getByRole("row", { name: /x-api-key/i })).toContainText("api-key");
  const response = await editor.openNodeRun("Register the release", "Response");
  await expect(response).toContainText("201");

  await editor.select("create_release");
  await editor.inspector.getByRole("tab", { name: "JSON" }).click();
  const lines = editor.inspector.locator(".view-lines");
  await expect(lines).toContainText("→ 1.4.2");
  await lines.click();
  await editor.caretAfter('"version": "{{ .outputs.trigger.version');
  await page.keyboard.type(" + '-rc'");
  await expect(lines).toContainText("→ 1.4.2-rc");

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
