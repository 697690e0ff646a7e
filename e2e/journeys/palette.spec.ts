import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";

const workflow = {
  identifier: "palette_flow",
  title: "Palette flow",
  nodes: [
    {
      identifier: "start",
      title: "Start",
      config: { type: "SELF_SERVE_TRIGGER", userInputs: { properties: {} } },
    },
    {
      identifier: "call",
      title: "Call the depot",
      config: {
        type: "WEBHOOK",
        url: "https://depot.example.com/parcels",
        method: "POST",
        headers: { "X-Parcel": "1" },
        body: { kind: "parcel" },
      },
    },
  ],
  connections: [{ sourceIdentifier: "start", targetIdentifier: "call" }],
};

test("one palette finds and goes to anything", async ({ page, client }) => {
  await client.saveSecret("depot-key", "kept");
  const other = await client.addWorkflow({ ...workflow, identifier: "second_flow", title: "Second flow" });
  const editor = new Editor(page);
  await editor.importText(JSON.stringify(workflow, null, 2));
  const field = page.getByRole("combobox", { name: "Search commands" });
  const lines = page.getByRole("listbox", { name: "Commands" });
  const open = async (query: string) => {
    await page.keyboard.press("ControlOrMeta+K");
    await field.fill(query);
  };

  await test.step("a text of a node leads to its very field", async () => {
    await open("depot.example");
    const found = lines.getByRole("group", { name: "In this workflow" }).getByRole("option");
    await expect(found).toHaveCount(1);
    await expect(found.locator("mark")).toHaveText("depot.example");
    await page.keyboard.press("Enter");
    await expect(editor.inspector.getByLabel("URL", { exact: true })).toBeFocused();
  });

  await test.step("signs narrow to nodes; what was chosen comes first the next time", async () => {
    await open("@start");
    await expect(lines.getByRole("option").first()).toHaveText(/Start/);
    await page.keyboard.press("Enter");
    await expect(editor.inspector.getByLabel("Identifier", { exact: true })).toHaveValue("start");
    await open(">dark");
    await expect(lines.getByRole("option")).toHaveText("Dark theme");
    await page.keyboard.press("Enter");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await open("");
    const recent = lines.getByRole("group", { name: "Recent" }).getByRole("option");
    await expect(recent).toHaveText([/Start/]);
    await field.fill("no such thing");
    await expect(page.getByText("Nothing matches “no such thing”")).toBeVisible();
  });

  await test.step("names of secrets, pages and other workflows", async () => {
    await field.fill("depot-key");
    await expect(lines.getByRole("group", { name: "Secrets" }).getByRole("option")).toHaveText("depot-key");
    await field.fill("environments");
    await expect(lines.getByRole("group", { name: "Pages" }).getByRole("option")).toHaveText("Environments");
    await field.fill("second flow");
    await expect(lines.getByRole("group", { name: "Workflows" })).toBeVisible();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/workflows/${other}`);
  });
});

test("find goes through every match; the shortcuts are a dialog and a page", async ({ page }) => {
  const editor = new Editor(page);
  await editor.importText(JSON.stringify({ ...workflow, identifier: "find_flow" }, null, 2));
  await editor.select("start");
  await editor.node("start").focus();
  await page.keyboard.press("ControlOrMeta+F");
  const bar = page.getByRole("search", { name: "Find in this workflow" });
  const find = bar.getByRole("textbox", { name: "Find" });
  await expect(find).toBeFocused();
  await find.fill("parcel");
  await expect(bar.getByRole("listitem")).toHaveCount(3);
  await page.keyboard.press("Enter");
  await expect(bar.getByRole("status")).toHaveText("1 of 3");
  await expect(find).toBeFocused();
  await expect(editor.inspector.getByLabel("Identifier", { exact: true })).toHaveValue("call");
  await expect(editor.inspector.locator("[data-found]")).toHaveCount(1);
  await page.keyboard.press("F3");
  await expect(bar.getByRole("status")).toHaveText("2 of 3");
  await page.keyboard.press("Shift+F3");
  await expect(bar.getByRole("status")).toHaveText("1 of 3");
  await find.press("Escape");
  await expect(bar).toBeHidden();
  await expect(editor.inspector.getByLabel("URL", { exact: true })).toBeFocused();

  await editor.node("start").focus();
  await page.keyboard.press("?");
  const dialog = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await dialog.getByRole("searchbox", { name: "Search shortcuts" }).fill("redo");
  await expect(dialog.getByRole("term")).toHaveText(["Redo"]);
  await page.goto("/shortcuts");
  await page.getByRole("combobox", { name: "Keyboard" }).click();
  await page.getByRole("option", { name: "Mac" }).click();
  await page.getByRole("searchbox", { name: "Search shortcuts" }).fill("publish");
  await expect(page.getByRole("definition").first()).toHaveText("⌘S");
  await page.keyboard.press("ControlOrMeta+K");
  await expect(page.getByRole("combobox", { name: "Search commands" })).toBeFocused();
});
