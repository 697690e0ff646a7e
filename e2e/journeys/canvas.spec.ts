import type { Page } from "@playwright/test";
import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";
import { chain } from "../harness/workflow";

const webhook = (identifier: string) => ({
  identifier,
  title: identifier,
  config: { type: "WEBHOOK", url: `https://api.example.com/${identifier}`, method: "POST" },
});

const workflow = (identifier: string) => ({
  identifier,
  title: "Canvas",
  nodes: [
    { identifier: "start", title: "start", config: { type: "SELF_SERVE_TRIGGER" } },
    webhook("one"),
    webhook("two"),
    webhook("three"),
    webhook("alone"),
  ],
  connections: [
    { sourceIdentifier: "start", targetIdentifier: "one" },
    { sourceIdentifier: "one", targetIdentifier: "two" },
    { sourceIdentifier: "two", targetIdentifier: "three" },
  ],
});

async function open(page: Page, identifier: string): Promise<Editor> {
  // The view and the cards stand still at once, so that what is measured is where it stays.
  await page.emulateMedia({ reducedMotion: "reduce" });
  const editor = new Editor(page);
  await editor.importText(JSON.stringify(workflow(identifier)));
  await expect(editor.node("three")).toBeVisible();
  await page.getByRole("button", { name: "Fit the graph" }).click();
  await rest(editor, "alone");
  return editor;
}

const boxOf = async (editor: Editor, node: string) => (await editor.node(node).boundingBox())!;

/** Waits until a card has come to rest, and gives where. */
async function rest(editor: Editor, node: string) {
  await editor.node(node).click({ trial: true });
  return await boxOf(editor, node);
}

const connection = (editor: Editor, from: string, to: string) =>
  editor.canvas.getByLabel(`Connection from ${from} to ${to}`, { exact: true });

test("several nodes are chosen with a box, aligned, distributed, duplicated and deleted as one step each", async ({
  page,
}) => {
  const editor = await open(page, "canvas_several");
  await page.getByRole("button", { name: "Drag chooses nodes" }).click();
  const first = await boxOf(editor, "start");
  const last = await boxOf(editor, "alone");
  const right = await boxOf(editor, "three");
  await page.mouse.move(first.x + 10, first.y - 40);
  await page.mouse.down();
  await page.mouse.move(right.x + right.width - 10, last.y + last.height + 30, { steps: 5 });
  await page.mouse.up();
  const bar = page.getByRole("toolbar", { name: "5 chosen nodes" });
  await expect(bar).toBeVisible();
  await expect(page.getByTestId("announcer")).toContainText("5 nodes chosen");

  await bar.getByRole("button", { name: "Align tops" }).click();
  const apart = (node: string, side: "x" | "y") => async () =>
    Math.round((await boxOf(editor, node))[side] - (await boxOf(editor, "start"))[side]);
  for (const node of ["one", "three", "alone"]) await expect.poll(apart(node, "y")).toBe(0);
  await bar.getByRole("button", { name: "Align left" }).click();
  await expect.poll(apart("three", "x")).toBe(0);
  await bar.getByRole("button", { name: "Distribute down" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(apart("three", "x")).toBe(Math.round(right.x - first.x));

  await page.keyboard.press("Escape");
  await expect(page.getByRole("toolbar", { name: /chosen nodes/ })).toBeHidden();
  await page.getByRole("button", { name: "Drag moves the view" }).click();
  await editor.node("one").click();
  await editor.node("two").click({ modifiers: ["Shift"] });
  await page.keyboard.press("ControlOrMeta+d");
  await expect(connection(editor, "one_2", "two_2")).toBeAttached();
  await expect(page.getByRole("toolbar", { name: "2 chosen nodes" })).toBeVisible();
  await page.keyboard.press("Delete");
  await expect(editor.node("one_2")).toHaveCount(0);
  await page.keyboard.press("ControlOrMeta+a");
  const all = page.getByRole("toolbar", { name: "5 chosen nodes" });
  await expect(all).toBeVisible();
  const [inner, outer] = [(await all.boundingBox())!, (await editor.canvas.boundingBox())!];
  expect(inner.x).toBeGreaterThanOrEqual(outer.x);
  expect(inner.x + inner.width).toBeLessThanOrEqual(outer.x + outer.width);
  expect(inner.y).toBeGreaterThanOrEqual(outer.y);
  // A click means the one that is clicked.
  await editor.node("one").click();
  await expect(all).toBeHidden();
  await expect(editor.inspector.getByLabel("Identifier", { exact: true })).toHaveValue("one");
});

test("a node that is deleted may be reconnected around, and one that is dropped on a connection goes into it", async ({
  page,
}) => {
  const editor = await open(page, "canvas_ways");
  await editor.node("two").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Delete and reconnect" }).click();
  await expect(connection(editor, "one", "three")).toBeAttached();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(connection(editor, "two", "three")).toBeAttached();

  // An entry of the palette falls on a connection.
  await page.getByRole("button", { name: "Fit the graph" }).click();
  const from = await rest(editor, "one");
  const to = await rest(editor, "two");
  const middle = { x: (from.x + from.width + to.x) / 2, y: from.y + from.height / 2 };
  const canvas = (await editor.canvas.boundingBox())!;
  await page
    .getByRole("complementary", { name: "Palette" })
    .getByRole("button", { name: "Delay", exact: true })
    .dragTo(editor.canvas, { targetPosition: { x: middle.x - canvas.x, y: middle.y - canvas.y } });
  await expect(connection(editor, "one", "delay")).toBeAttached();
  await expect(connection(editor, "delay", "two")).toBeAttached();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(editor.node("delay")).toHaveCount(0);

  await page.getByRole("button", { name: "Fit the graph" }).click();
  // So does a card that nothing is connected to; lines show where it stands in a row with others.
  const alone = await rest(editor, "alone");
  await page.mouse.move(alone.x + alone.width / 2, alone.y + alone.height / 2);
  await page.mouse.down();
  const row = (await boxOf(editor, "two")).y;
  await page.mouse.move(middle.x + 40, row + alone.height / 2 - 9, { steps: 8 });
  await expect(page.locator(".canvas-guide").first()).toBeVisible();
  await page.mouse.move(middle.x, middle.y, { steps: 4 });
  await page.mouse.up();
  await expect(page.locator(".canvas-guide")).toHaveCount(0);
  await expect(connection(editor, "one", "alone")).toBeAttached();
  await expect(connection(editor, "alone", "two")).toBeAttached();
});

test("cards glide to their places, and are there at once for who wants less movement", async ({ page }) => {
  const editor = await open(page, "canvas_glide");
  const before = await boxOf(editor, "alone");
  await page.mouse.move(before.x + 20, before.y + 20);
  await page.mouse.down();
  await page.mouse.move(before.x + 60, before.y + 160, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await boxOf(editor, "alone")).y).toBeGreaterThan(before.y + 60);
  // Each frame of an animation would be one more place.
  const places = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const card = document.querySelector('[data-id="alone"]')!;
        const seen = new Set([card.getAttribute("style")]);
        const observer = new MutationObserver(() => seen.add(card.getAttribute("style")));
        observer.observe(card, { attributes: true, attributeFilter: ["style"] });
        window.addEventListener("counted", () => resolve(seen.size), { once: true });
      }),
  );
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(async () => Math.round((await boxOf(editor, "alone")).y)).toBe(Math.round(before.y));
  await page.evaluate(() => window.dispatchEvent(new Event("counted")));
  expect(await places).toBe(2);
});

test("nodes are pasted from a message, where the pointer is, and from another tab", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const editor = await open(page, "canvas_paste");
  const write = (text: string) => page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await write('Try this:\n```json\n{ "config": { "type": "WEBHOOK", "url": "https://x.test" } }\n```\n');
  const canvas = (await editor.canvas.boundingBox())!;
  await page.mouse.move(canvas.x + 300, canvas.y + 120);
  await page.keyboard.press("ControlOrMeta+v");
  await expect(editor.node("webhook")).toBeVisible();
  const pasted = await rest(editor, "webhook");
  expect(Math.abs(pasted.x + pasted.width / 2 - canvas.x - 300)).toBeLessThan(20);

  await editor.node("one").click();
  await editor.node("two").click({ modifiers: ["Shift"] });
  await page.keyboard.press("ControlOrMeta+c");
  await expect(page.getByText("Copied 2 nodes as JSON", { exact: true })).toBeVisible();
  const other = new Editor(await context.newPage());
  await other.openEmpty();
  // A page that has only just been drawn may not listen yet.
  await expect(async () => {
    await other.page.keyboard.press("ControlOrMeta+v");
    await expect(connection(other, "one", "two")).toBeAttached({ timeout: 5_000 });
  }).toPass();
  await write("nothing of the kind");
  await other.page.keyboard.press("ControlOrMeta+v");
  await expect(other.page.getByText("The clipboard holds no nodes", { exact: true })).toBeVisible();
});

test("a connection on its way shows where it may lead, and why not elsewhere; a menu pastes where it opened", async ({
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const editor = await open(page, "canvas_allowed");
  await editor.canvas.getByLabel("Out of three", { exact: true }).hover();
  await page.mouse.down();
  const alone = await boxOf(editor, "alone");
  await page.mouse.move(alone.x + alone.width / 2, alone.y + 8, { steps: 4 });
  await expect(editor.node("alone")).toHaveClass(/connect-may/);
  await expect(editor.node("one")).toHaveClass(/connect-refused/);
  const one = await boxOf(editor, "one");
  await page.mouse.move(one.x + one.width / 2, one.y + one.height / 2, { steps: 4 });
  const reason = page.getByRole("status").filter({ hasText: "would be a circle" });
  await expect(reason).toBeVisible();
  await page.mouse.move(alone.x + alone.width / 2, alone.y + alone.height / 2, { steps: 4 });
  await expect(reason).toBeHidden();
  await page.mouse.up();
  await expect(connection(editor, "three", "alone")).toBeAttached();
  await expect(editor.node("one")).not.toHaveClass(/connect-/);
  await expect(page.getByTestId("announcer")).toContainText("Connected three to alone");

  await page.evaluate(() =>
    navigator.clipboard.writeText('{ "config": { "type": "DELAY", "duration": "PT1M" } }'),
  );
  const canvas = (await editor.canvas.boundingBox())!;
  await editor.canvas.click({ button: "right", position: { x: 200, y: canvas.height - 120 } });
  await page.getByRole("menuitem", { name: "Paste here" }).click();
  const pasted = await rest(editor, "delay");
  expect(Math.abs(pasted.x + pasted.width / 2 - canvas.x - 200)).toBeLessThan(20);
});

test("a large graph from far away has its connections in one picture; the overview moves and zooms the view", async ({
  page,
}) => {
  // The view is at once where it is going.
  await page.emulateMedia({ reducedMotion: "reduce" });
  const editor = new Editor(page);
  const calls = Array.from({ length: 210 }, (_, n) => webhook(`call_${n}`));
  await editor.importText(JSON.stringify(chain("canvas_far", calls)));
  await page.getByRole("button", { name: "Fit the graph" }).click();
  const picture = editor.canvas.locator(".connections-picture path");
  const connections = editor.canvas.locator(".react-flow__edge");
  await expect(picture).not.toHaveCount(0);
  await expect(connections).toHaveCount(0);
  const place = () => editor.canvas.locator(".react-flow__viewport").getAttribute("style");
  const before = await place();
  const overview = page.getByRole("img", { name: "Overview of the graph" });
  await overview.hover({ position: { x: 60, y: 48 } });
  await page.mouse.down();
  await page.mouse.move(0, 0);
  await page.mouse.up();
  await expect.poll(place).not.toBe(before);

  await page.getByRole("button", { name: "Fit the graph" }).click();
  await expect.poll(place).toBe(before);
  await overview.hover();
  await page.mouse.wheel(0, -2_000);
  await expect(connections).not.toHaveCount(0);
  await expect(picture).toHaveCount(0);
});
