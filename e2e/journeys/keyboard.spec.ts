import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";
import { chain, webhook } from "../harness/workflow";

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

test("nodes are chosen, moved, tidied and deleted by key, the focus stays on the canvas, and all of it is told", async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const editor = new Editor(page);
  const said = page.getByTestId("announcer");
  const urls = ["one", "two", "three"].map((name) => webhook(name, `https://api.example.com/${name}`));
  await editor.importText(JSON.stringify(chain("keyboard_reach", urls)));
  await editor.node("one").focus();
  await page.keyboard.press("Enter");
  await editor.node("one").focus();

  // Shift with an arrow takes the next one in, and lets go of it on the way back.
  const chosen = page.getByRole("toolbar", { name: "2 chosen nodes" });
  await page.keyboard.press("Shift+ArrowRight");
  await expect(editor.node("two")).toBeFocused();
  await expect(chosen).toBeVisible();
  await expect(said).toContainText("2 nodes chosen");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page.getByRole("toolbar", { name: "3 chosen nodes" })).toBeVisible();
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(chosen).toBeVisible();
  await expect(editor.node("two")).toBeFocused();

  // Several steps of the arrows are undone together.
  const placeOf = (node: string) =>
    editor.node(node).evaluate((card) => (card as HTMLElement).style.transform);
  const before = await placeOf("two");
  // At once, so that a slow machine makes no pause between them.
  await editor.node("two").evaluate((card) => {
    const arrow = { key: "ArrowDown", ctrlKey: true, bubbles: true, cancelable: true };
    for (let step = 0; step < 3; step += 1) card.dispatchEvent(new KeyboardEvent("keydown", arrow));
  });
  await expect(said).toContainText("Moved 2 nodes");
  await expect.poll(() => placeOf("two")).not.toBe(before);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(said).toContainText("Undone: Move 2 nodes");
  await expect.poll(() => placeOf("two")).toBe(before);

  // Only what is chosen is tidied.
  await page.keyboard.press("Escape");
  await expect(chosen).toBeHidden();
  await editor.node("two").focus();
  await page.keyboard.press("ControlOrMeta+Shift+ArrowDown");
  await expect(said).toContainText("Moved two");
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(chosen).toBeVisible();
  await page.keyboard.press("Shift+l");
  await expect(said).toContainText("Tidied 2 nodes");

  // Menus, lists and windows give the focus back.
  await page.keyboard.press("Escape");
  await editor.node("two").focus();
  await page.keyboard.press("Shift+F10");
  await expect(page.getByRole("menu", { name: "Actions of two" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(editor.node("two")).toBeFocused();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(editor.node("two")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByRole("combobox", { name: "Search commands" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(editor.node("two")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(editor.node("three")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.type("delay");
  await page.keyboard.press("Enter");
  await expect(editor.node("delay")).toBeFocused();
  await expect(said).toContainText("Added Delay");

  await page.keyboard.press("Delete");
  await expect(said).toContainText(/Deleted Delay\. Undo with (Ctrl\+|⌘)Z/);
  await expect(editor.node("three")).toBeFocused();
});
