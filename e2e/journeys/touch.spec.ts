import type { Locator } from "@playwright/test";
import { Editor } from "../harness/editor";
import { Fingers } from "../harness/fingers";
import { expect, test } from "../harness/test";
import { chain, webhook } from "../harness/workflow";

test.use({
  viewport: { width: 1024, height: 768 },
  hasTouch: true,
  isMobile: true,
  contextOptions: { reducedMotion: "reduce" },
});

const middleOf = async (locator: Locator) => {
  const { x, y, width, height } = (await locator.boundingBox())!;
  return { x: x + width / 2, y: y + height / 2 };
};

test("on a tablet nodes are chosen, added, moved, connected and opened with a finger", async ({ page }) => {
  const editor = new Editor(page);
  const fingers = await Fingers.on(page);
  await editor.importText(
    JSON.stringify(chain("touch_tablet", [webhook("call", "https://api.example.com/call")])),
  );
  await page.getByRole("button", { name: "Fit the graph" }).tap();

  // A tap chooses, and the form beside it takes text.
  await editor.node("call").tap();
  const title = editor.inspector.getByLabel("Title", { exact: true });
  await expect(title).toBeVisible();
  for (const part of [page.getByRole("banner"), editor.inspector, editor.drawer])
    expect(await fingers.misses(part)).toEqual([]);
  await title.tap();
  await expect(title).toBeFocused();
  await title.fill("Call it");
  await expect(editor.node("call")).toContainText("Call it");

  // A finger that rests opens the menu; a tap on an entry of the palette adds behind what is chosen.
  const card = await middleOf(editor.node("call"));
  await fingers.touch("touchStart", [card]);
  await expect(page.getByRole("menu", { name: "Actions of call" })).toBeVisible();
  await fingers.touch("touchEnd", []);
  await expect(page.getByRole("menu", { name: "Actions of call" })).toBeVisible();
  await page.getByRole("menuitem", { name: "Duplicate" }).tap();
  await expect(editor.node("call_2")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).tap();
  await expect(editor.node("call_2")).toHaveCount(0);
  await editor.node("call").tap();
  const palette = page.getByRole("complementary", { name: "Palette" });
  expect(await fingers.misses(palette)).toEqual([]);
  await palette.getByRole("button", { name: "Delay", exact: true }).tap();
  await expect(editor.canvas.getByLabel("Connection from call to delay", { exact: true })).toBeAttached();
  await palette.getByRole("button", { name: "Webhook", exact: true }).tap();
  const way = editor.canvas.getByLabel("Connection from delay to webhook", { exact: true });
  await expect(way).toBeAttached();
  await page.getByRole("button", { name: "Hide the inspector" }).tap();
  await expect(editor.inspector).toBeHidden();
  await page.getByRole("button", { name: "Fit the graph" }).tap();
  await editor.node("webhook").tap({ trial: true });

  // A handle is as large as a finger.
  const out = editor.canvas.getByLabel("Out of delay", { exact: true });
  const reach = await out.evaluate((handle) => {
    const { width, height } = getComputedStyle(handle, "::after");
    const zoom = handle.getBoundingClientRect().width / (handle as HTMLElement).offsetWidth;
    return Math.min(Number.parseFloat(width), Number.parseFloat(height)) * zoom;
  });
  expect(reach).toBeGreaterThanOrEqual(40);

  // Connected with two taps, and by dragging.
  for (const connect of [
    async () => {
      await out.tap();
      await expect(page.getByText("Choose the node to connect “delay” to")).toBeVisible();
      await expect(editor.node("trigger")).toHaveClass(/connect-refused/);
      await editor.node("webhook").tap();
    },
    async () =>
      fingers.move({
        from: await middleOf(out),
        to: await middleOf(editor.canvas.getByLabel("Into webhook", { exact: true })),
      }),
  ]) {
    await page.getByRole("button", { name: "Undo" }).focus();
    await way.evaluate((edge) => edge.dispatchEvent(new MouseEvent("click", { bubbles: true })));
    await page.keyboard.press("Delete");
    await expect(way).toHaveCount(0);
    await connect();
    await expect(way).toBeAttached();
  }
});

test("on a tablet fingers move a node, the view, and its zoom", async ({ page }) => {
  const editor = new Editor(page);
  const fingers = await Fingers.on(page);
  await editor.importText(
    JSON.stringify(chain("touch_move", [webhook("call", "https://api.example.com/call")])),
  );
  await page.getByRole("button", { name: "Fit the graph" }).tap();
  const from = await middleOf(editor.node("call"));
  await fingers.move({ from, to: { x: from.x, y: from.y + 96 } });
  await expect.poll(async () => (await middleOf(editor.node("call"))).y).toBeGreaterThan(from.y + 60);
  await expect(page.getByTestId("announcer")).toContainText("Moved call");

  const canvas = (await editor.canvas.boundingBox())!;
  const empty = { x: canvas.x + canvas.width / 2, y: canvas.y + 60 };
  const before = await middleOf(editor.node("call"));
  await fingers.move({ from: empty, to: { x: empty.x, y: empty.y + 120 } });
  await expect.poll(async () => (await middleOf(editor.node("call"))).y).toBeGreaterThan(before.y + 80);

  const width = async () => (await editor.node("call").boundingBox())!.width;
  const wide = await width();
  await fingers.move(
    { from: { x: empty.x - 120, y: empty.y }, to: { x: empty.x - 40, y: empty.y } },
    { from: { x: empty.x + 120, y: empty.y }, to: { x: empty.x + 40, y: empty.y } },
  );
  await expect.poll(width).toBeLessThan(wide * 0.7);
});
