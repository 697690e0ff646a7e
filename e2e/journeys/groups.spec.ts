import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";

const workflow = JSON.stringify({
  identifier: "grouped",
  title: "Grouped",
  nodes: [
    {
      identifier: "trigger",
      title: "Deploy",
      config: { type: "SELF_SERVE_TRIGGER", userInputs: { properties: {}, required: [] } },
    },
    ...["build", "check", "ship"].map((identifier) => ({
      identifier,
      title: identifier,
      config: { type: "WEBHOOK", url: `https://api.example.com/${identifier}` },
    })),
  ],
  connections: [
    { sourceIdentifier: "trigger", targetIdentifier: "build" },
    { sourceIdentifier: "build", targetIdentifier: "check" },
    { sourceIdentifier: "check", targetIdentifier: "ship" },
  ],
});

test("groups collapse to one card that tells the run, and are kept beside the document", async ({
  page,
  browser,
}) => {
  const editor = new Editor(page);
  await editor.importText(workflow);
  const before = await editor.exported();

  await editor.select("build");
  await editor.node("check").click({ modifiers: ["Shift"] });
  await page.keyboard.press("ControlOrMeta+g");
  const title = editor.canvas.getByLabel("Title of the group");
  await title.fill("Build and check");
  await title.press("Enter");
  const frame = editor.canvas.getByRole("group", { name: "Group Build and check, 2 nodes" });
  await expect(frame).toBeFocused();

  // The frame moves its cards, as one step of undo.
  const place = () => editor.node("build").evaluate((card) => (card as HTMLElement).style.transform);
  const start = await place();
  const bar = (await frame.boundingBox())!;
  await page.mouse.move(bar.x + bar.width - 40, bar.y + 12);
  await page.mouse.down();
  await page.mouse.move(bar.x + bar.width - 40, bar.y + 60, { steps: 4 });
  await page.mouse.move(bar.x + bar.width - 40, bar.y + 120, { steps: 4 });
  await page.mouse.up();
  await expect.poll(place).not.toBe(start);
  await page.keyboard.press("ControlOrMeta+z");
  await expect.poll(place).toBe(start);
  await expect(frame).toBeVisible();

  await frame.focus();
  await page.keyboard.press("Enter");
  const box = editor.canvas.getByRole("group", { name: "Group Build and check, 2 nodes, collapsed" });
  await expect(box).toBeFocused();
  await expect(editor.node("build")).toHaveCount(0);
  await expect(editor.canvas.getByLabel("Connection from check to ship")).toBeAttached();
  await expect(editor.canvas.getByLabel("Connection from build to check")).toHaveCount(0);
  await editor.useEnvironment("Playground");
  await editor.run();
  await expect(box.locator("[data-look]")).toHaveAttribute("data-look", "success");

  await editor.saved();
  await page.reload();
  await expect(box).toBeVisible();
  const other = await browser.newContext();
  const elsewhere = await other.newPage();
  await elsewhere.goto(page.url());
  await expect(
    elsewhere.getByRole("group", { name: "Group Build and check, 2 nodes", exact: true }),
  ).toBeVisible();
  await other.close();

  // What is looked for inside is shown; in the outline the group is a folder.
  await page.getByRole("tab", { name: "Outline" }).click();
  await page
    .getByRole("group", { name: "Order of the outline" })
    .getByRole("button", { name: "Groups" })
    .click();
  const outline = page.getByRole("tree", { name: "Nodes in order" });
  await outline.getByRole("treeitem", { name: /^Build and check/, expanded: false }).click();
  await expect(frame).toBeVisible();
  await outline.getByRole("treeitem", { name: /^check/ }).click();
  await expect(editor.node("check")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+Shift+g");
  await expect(frame).toHaveCount(0);
  expect(await editor.exported()).toEqual(before);
});

test("a note shows markdown, and nothing that somebody hid in it does anything", async ({ page }) => {
  const editor = new Editor(page);
  const calls: string[] = [];
  page.on("request", (request) => calls.push(request.url()));
  await editor.importText(workflow.replace('"grouped"', '"noted"'));
  const before = await editor.exported();
  await editor.canvas.locator(".react-flow__pane").click({ position: { x: 20, y: 20 } });
  await page.keyboard.press("n");
  const text = editor.canvas.getByLabel("Text of the note, in markdown");
  await text.fill(
    '## Why\n\n- [x] **slow** build\n\n[docs](https://docs.test/a) [bad](javascript:window.hit=1)\n\n<script>window.hit=1</script><img src="https://evil.test/a.png" onerror="window.hit=1">\n\n![chart](https://evil.test/b.png)',
  );
  await text.press("Escape");
  const note = editor.canvas.getByRole("group", { name: /^Note: Why/ });
  await expect(note.getByRole("heading", { name: "Why" })).toBeVisible();
  await expect(note.getByRole("checkbox")).toBeChecked();
  await expect(note.getByRole("link")).toHaveCount(1);
  await expect(note.getByRole("link", { name: "docs" })).toHaveAttribute("rel", /noopener/);
  await expect(note.locator("img, script")).toHaveCount(0);
  await expect(note.getByText("[chart]")).toBeAttached();
  await editor.saved();
  await page.reload();
  await expect(note.getByRole("heading", { name: "Why" })).toBeVisible();
  expect(await page.evaluate(() => "hit" in window)).toBe(false);
  expect(calls.filter((url) => url.includes(".test/"))).toEqual([]);
  expect(await editor.exported()).toEqual(before);

  await note.focus();
  await page.keyboard.press("Delete");
  await expect(note).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(note).toBeVisible();
});
