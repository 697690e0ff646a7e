import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { Editor } from "../e2e/harness/editor";
import { startApp, startBrowser } from "./app";
import { median, ms, quantile, report } from "./measure";

/*
 * The built app in Chromium: JavaScript of the first page as it comes over the wire, the time until the canvas
 * of a workflow can be used, and from a keystroke in the JSON panel to the new preview beside it.
 */

/** Bytes of JavaScript that a page loads, compressed as sent. */
async function scriptBytes(page: Page, address: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const scripts = new Set<string>();
  let bytes = 0;
  session.on(
    "Network.responseReceived",
    ({ requestId, type }) => type === "Script" && scripts.add(requestId),
  );
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto(address, { waitUntil: "networkidle" });
  return bytes;
}

async function canvasTimes(page: Page, address: string): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < 7; round++) {
    const began = performance.now();
    await page.goto(address, { waitUntil: "commit" });
    await page.locator(".react-flow__node").first().click({ trial: true });
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b);
}

/** From each keystroke inside a template to the frame that shows its new value beside it. */
async function previewTimes(page: Page, address: string): Promise<number[]> {
  const editor = new Editor(page);
  await page.goto(address);
  await editor.select("create_release");
  await editor.inspector.getByRole("tab", { name: "JSON" }).click();
  const lines = editor.inspector.locator(".view-lines");
  await lines.getByText("1.4.2").first().waitFor();
  await lines.click();
  await editor.caretAfter('"version": "{{ .outputs.trigger.version');
  await page.keyboard.type(" + '' ");
  for (let step = 0; step < 2; step++) await page.keyboard.press("ArrowLeft");

  const times: number[] = [];
  for (const letter of "abcdefghijklmnopqrst") {
    const watch = await lines.evaluateHandle(watchFor, `1.4.2${letter}`);
    await page.keyboard.press(letter);
    times.push(await watch.evaluate((watching) => watching.time));
    // One letter at a time, so that the preview never wraps.
    await page.keyboard.press("Backspace");
    await expect(lines).not.toContainText(`1.4.2${letter}`);
  }
  return times.sort((a, b) => a - b);
}

/** In the page: the time from the next key to the frame after the one that shows the text. */
function watchFor(lines: Element, text: string): { time: Promise<number> } {
  const time = new Promise<number>((resolve) => {
    let began = 0;
    const start = () => {
      began = performance.now();
    };
    addEventListener("keydown", start, { capture: true, once: true });
    const watcher = new MutationObserver(() => {
      if (!lines.textContent?.includes(text)) return;
      watcher.disconnect();
      requestAnimationFrame(() => resolve(performance.now() - began));
    });
    watcher.observe(lines, { childList: true, subtree: true, characterData: true });
  });
  return { time };
}

const app = await startApp();
const address = await app.add(readFileSync("examples/deploy-service.json", "utf8"));
const browser = await startBrowser();
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const start = await scriptBytes(page, app.url);
const editor = await scriptBytes(await browser.newPage(), address);
const canvas = await canvasTimes(page, address);
const previews = await previewTimes(page, address);
const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
report([
  { what: "JavaScript of the start page, compressed", value: kilobytes(start), aim: "< 400 kB" },
  { what: "JavaScript of the editor page, compressed", value: kilobytes(editor), aim: "< 400 kB" },
  { what: "Until the canvas can be used", value: ms(median(canvas)), aim: "" },
  {
    what: "Keystroke to preview, median and 95 %",
    value: `${ms(median(previews))}, ${ms(quantile(previews, 0.95))}`,
    aim: "≤ 100 ms",
  },
]);
await browser.close();
await app.stop();
