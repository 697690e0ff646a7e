import { expect, type Page } from "@playwright/test";
import { Editor } from "../../e2e/harness/editor";
import { middleCard } from "./gestures";
import { heldBytes, untilShown } from "./latency";

const rounds = 9;
const letters = "abcdefghijklmnopqrst";

/** Sorted times (ms) of what a person does in the editor, and bytes that it holds. */
export interface EditorTimes {
  select: number[];
  undoMove: number[];
  undoText: number[];
  keystroke: number[];
  preview: number[];
  heapAfterLoad: number;
  heapAfterEdits: number;
}

const sorted = (times: number[]) => times.sort((a, b) => a - b);
const styleOf = (page: Page, card: string) =>
  page.locator(card).evaluate((element) => element.style.transform);

/** Measures everything in the open page of a fixture, all of it in view. */
export async function editorTimes(page: Page): Promise<EditorTimes> {
  const heapAfterLoad = await heldBytes(page);
  const editor = new Editor(page);
  const id = await middleCard(page);
  const other = await middleCard(page, "good_");
  const card = `.react-flow__node[data-id="${id}"]`;
  const times: EditorTimes = {
    select: [],
    undoMove: [],
    undoText: [],
    keystroke: [],
    preview: [],
    heapAfterLoad,
    heapAfterEdits: 0,
  };

  for (let round = 0; round < rounds; round++) {
    const selector = `.react-flow__node[data-id="${round % 2 === 0 ? id : other}"]`;
    times.select.push(
      await untilShown(page, "mousedown", { selector, read: "class", has: "selected" }, () =>
        page.locator(selector).click(),
      ),
    );
  }

  const before = await styleOf(page, card);
  for (let round = 0; round < rounds; round++) {
    await page.keyboard.press("ControlOrMeta+ArrowRight");
    await expect.poll(() => styleOf(page, card)).not.toBe(before);
    times.undoMove.push(
      await untilShown(page, "keydown", { selector: card, read: "style", has: before }, () =>
        page.keyboard.press("ControlOrMeta+z"),
      ),
    );
  }

  await editor.select(id);
  const title = editor.inspector.getByLabel("Title", { exact: true });
  // From far away a card has no title; the heading of the inspector reads the same node.
  const heading = "aside[aria-label=Inspector] h2";
  await title.fill("Title ");
  for (const letter of letters) {
    const shown = { selector: heading, read: "text" as const, has: `Title ${letter}` };
    times.keystroke.push(await untilShown(page, "keydown", shown, () => page.keyboard.press(letter)));
    await page.keyboard.press("Backspace");
    await expect(page.locator(heading)).not.toContainText(`Title ${letter}`);
  }

  const url = editor.inspector.getByLabel("URL", { exact: true });
  await url.click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("-");
  const output = "aside[aria-label=Inspector] output";
  for (const letter of letters) {
    const shown = { selector: output, read: "text" as const, has: `service-1-${letter}` };
    times.preview.push(await untilShown(page, "keydown", shown, () => page.keyboard.press(letter)));
    await page.keyboard.press("Backspace");
    await expect(page.locator(output).getByText(`service-1-${letter}`)).toHaveCount(0);
  }

  for (let round = 0; round < rounds; round++) {
    await title.fill(`Before ${round}`);
    await url.fill(`https://api.example.com/${round}`);
    await title.fill(`After ${round}`);
    const shown = { selector: heading, read: "text" as const, has: `Before ${round}` };
    times.undoText.push(
      await untilShown(page, "keydown", shown, () => page.keyboard.press("ControlOrMeta+z")),
    );
  }

  for (let edit = 0; edit < 100; edit++) {
    await title.fill(`Title ${edit}`);
    await url.fill(`https://api.example.com/edit/${edit}`);
  }
  await expect(page.locator(heading)).toHaveText("Title 99");
  times.heapAfterEdits = await heldBytes(page);
  for (const list of Object.values(times)) if (Array.isArray(list)) sorted(list);
  return times;
}
