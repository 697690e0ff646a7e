import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";

test("a workflow is built, changed and run without a mouse", async ({ page }) => {
  const editor = new Editor(page);
  const said = page.getByTestId("announcer");
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  await page.goto("/");
  await page.getByRole("button", { name: "New workflow", exact: true }).press("Enter");
  await editor.isOpen();

  // The trigger by the command palette, the next ones with Tab.
  await press("ControlOrMeta+k");
  await page.keyboard.type("add self-service");
  await expect(page.getByRole("option", { name: /Add Self-service/ })).toBeVisible();
  await press("Enter");
  await expect(editor.node("trigger")).toBeVisible();
  await editor.node("trigger").focus();
  await press("Tab");
  await expect(page.getByRole("listbox").or(page.getByRole("dialog")).first()).toBeVisible();
  await page.keyboard.type("condition");
  await press("Enter");
  await expect(editor.canvas.getByLabel("Connection from trigger to condition")).toBeAttached();

  // A node that leads from nowhere is connected with C: arrows point, O takes another way out.
  await press("ControlOrMeta+k");
  await page.keyboard.type("add webhook");
  await expect(page.getByRole("option", { name: /Add Webhook/ })).toBeVisible();
  await press("Enter");
  await expect(editor.node("webhook")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).focus();
  await press("Enter");
  await expect(editor.node("webhook")).toHaveCount(0);
  await press("ControlOrMeta+Shift+z");
  await expect(editor.node("webhook")).toBeVisible();

  const way = editor.canvas.getByLabel(/Connection from condition \(.*\) to webhook/);
  const isConnected = (await way.count()) > 0;
  if (isConnected) {
    await way.focus();
    await press("Enter", "Delete");
    await expect(way).toHaveCount(0);
    await expect(said).toContainText("Disconnected condition from webhook");
  }
  await editor.node("condition").focus();
  await press("Enter");
  await editor.node("condition").focus();
  await press("c");
  await expect(said).toContainText("Connect condition");
  await press("o");
  await expect(said).toContainText("fallback");
  await press("Enter");
  await expect(editor.canvas.getByLabel("Connection from condition (fallback) to webhook")).toBeAttached();
  await expect(said).toContainText("Connected condition to webhook");

  // The focus can be seen.
  await editor.node("webhook").focus();
  await press("ArrowLeft");
  await expect(editor.node("condition")).toBeFocused();
  const outline = await editor.node("condition").evaluate((card) => getComputedStyle(card).outlineStyle);
  expect(outline).toBe("solid");

  // Moved by steps, opened, configured.
  await press("ArrowRight");
  await expect(editor.node("webhook")).toBeFocused();
  const before = (await editor.node("webhook").boundingBox())!;
  await press("ControlOrMeta+ArrowDown");
  await expect.poll(async () => (await editor.node("webhook").boundingBox())!.y).toBeGreaterThan(before.y);
  await press("F2");
  await expect(editor.inspector.getByLabel("Title", { exact: true })).toBeFocused();
  await page.keyboard.type("Tell");
  await editor.inspector.getByLabel("URL", { exact: true }).focus();
  await press("ControlOrMeta+a");
  await page.keyboard.type("https://api.example.com/resources");
  await press("Escape");

  // Something in between, with the focus on the connection.
  await editor.canvas.getByLabel("Connection from condition (fallback) to webhook").focus();
  await press("Enter", "i");
  await page.keyboard.type("delay");
  await press("Enter");
  await expect(editor.canvas.getByLabel("Connection from delay to webhook")).toBeAttached();
  await editor.node("delay").focus();
  await press("Enter");
  await editor.node("delay").focus();
  await press("ControlOrMeta+Delete");
  await expect(editor.canvas.getByLabel("Connection from condition (fallback) to webhook")).toBeAttached();

  // Menus open with the menu key, and runs with Mod+Enter.
  await editor.node("webhook").focus();
  await press("Shift+F10");
  await expect(page.getByRole("menu", { name: "Actions of webhook" })).toBeVisible();
  await press("Escape");
  await press("ControlOrMeta+Enter");
  await expect(editor.drawer).toContainText("Succeeded");
});
