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
