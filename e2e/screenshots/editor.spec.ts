import { join } from "node:path";
import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";

const image = join(import.meta.dirname, "../../docs/images/editor.png");

test("the picture of the README", async ({ page }) => {
  const editor = new Editor(page);
  await editor.openExample("Deploy a service");
  await editor.run({ Service: "checkout" });
  await editor.expectState("notify_slack", "success");
  await editor.select("create_release");
  await editor.inspector.getByRole("tab", { name: "JSON" }).click();
  await expect(editor.inspector.locator(".view-lines")).toContainText("‹secret:api-key›");
  await page.screenshot({ path: image });
});
