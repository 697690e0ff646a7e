import type { Browser, Page } from "@playwright/test";
import { checkText } from "../lib/workflow/check";
import { type BuiltApp, startApp, startBrowser } from "./app";
import { editorTimes } from "./canvas/editor-page";
import { type Fixture, fixtureOf } from "./canvas/fixture";
import { type Floor, startFloor } from "./canvas/floor";
import { framesOf } from "./canvas/frames";
import { middleCard } from "./canvas/gestures";
import { linesOf } from "./canvas/lines";
import type { PageTimes, SizeTimes } from "./canvas/times";
import { report, rounds } from "./measure";

/*
 * The canvas at size, in Chromium, with the built app: frames while dragging, panning and zooming, the time until
 * it can be used, edits and their undo, memory. Beside it the same cards on a page with nothing but React Flow.
 */

const sizes = [50, 200, 500, 1_000, 2_000] as const;

/** From going to the page until its first card is there and a click has chosen it. */
async function usable(page: Page, address: string): Promise<number> {
  const began = performance.now();
  await page.goto(address, { waitUntil: "commit" });
  await page.locator(".react-flow__node").first().waitFor();
  const card = page.locator(`.react-flow__node[data-id="${await middleCard(page)}"]`);
  await card.click();
  await card.and(page.locator(".selected")).waitFor();
  return performance.now() - began;
}

async function pageTimes(
  browser: Browser,
  page: Page,
  address: string,
  toFullSize: () => Promise<void>,
): Promise<PageTimes> {
  const times: number[] = [];
  for (let round = 0; round < 3; round++) times.push(await usable(page, address));
  const drag = await framesOf(browser, page, "drag");
  const pan = await framesOf(browser, page, "pan");
  const zoom = await framesOf(browser, page, "zoom");
  await toFullSize();
  const frames = {
    drag,
    pan,
    zoom,
    "drag at 100 %": await framesOf(browser, page, "drag"),
    "pan at 100 %": await framesOf(browser, page, "pan"),
  };
  return { usable: times.sort((a, b) => a - b), frames };
}

const viewport = { width: 1440, height: 900 };
const scale = (page: Page) =>
  page.locator(".react-flow__viewport").evaluate((view) => new DOMMatrix(getComputedStyle(view).transform).a);

/** Waits until the graph is drawn as large as it is. */
async function isFullSize(page: Page): Promise<void> {
  while (Math.abs((await scale(page)) - 1) > 0.001);
}

async function ourTimes(browser: Browser, app: BuiltApp, { text, layout }: Fixture) {
  const address = await app.add(text, layout);
  // Cards glide to where undo puts them; measured is until they could be there.
  const page = await browser.newPage({ viewport, reducedMotion: "reduce" });
  const ours = await pageTimes(browser, page, address, async () => {
    await page.getByRole("button", { name: /^\d+ %$/ }).click();
    await isFullSize(page);
  });
  await page.goto(address);
  await page.locator(".react-flow__node").first().waitFor();
  const size = await page.locator(".react-flow").evaluate(({ clientWidth, clientHeight }) => ({
    width: clientWidth,
    height: clientHeight,
  }));
  const editor = await editorTimes(page);
  await page.close();
  return { ours, editor, size };
}

async function floorTimes(
  browser: Browser,
  floor: Floor,
  fixture: Fixture,
  size: { width: number; height: number },
  culled: boolean,
): Promise<PageTimes> {
  const page = await browser.newPage({ viewport });
  const times = await pageTimes(browser, page, floor.address(fixture, size, culled), async () => {
    await page.evaluate(() => {
      void (globalThis as unknown as { flow: { zoomTo(zoom: number): unknown } }).flow.zoomTo(1);
    });
    await isFullSize(page);
  });
  await page.close();
  return times;
}

const app = await startApp();
const floor = await startFloor();
const browser = await startBrowser();
const wanted = process.env.SLIPWAY_BENCH_NODES?.split(",").map(Number);
const results: SizeTimes[] = [];
for (const nodes of sizes.filter((each) => wanted?.includes(each) ?? true)) {
  const fixture = fixtureOf(nodes);
  const { ours, editor, size } = await ourTimes(browser, app, fixture);
  results.push({
    nodes,
    ours,
    editor,
    floor: await floorTimes(browser, floor, fixture, size, false),
    culled: await floorTimes(browser, floor, fixture, size, true),
    check: await rounds(5, 2, () => void checkText(fixture.text)),
  });
}
await browser.close();
await floor.stop();
await app.stop();
report(linesOf(results));
