import type { BrowserContext, Page } from "@playwright/test";
import { findings } from "../harness/axe";
import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";
import { chain, webhook } from "../harness/workflow";

const elsewhere = "This workflow is being edited in another tab";
const drafts = "**/api/workflows/*/draft";

interface Detail {
  text: string;
  layout: Record<string, { x: number; y: number }>;
}

async function open(context: BrowserContext, id: string): Promise<Editor> {
  const editor = new Editor(await context.newPage());
  await editor.page.goto(`/workflows/${id}`);
  await editor.isOpen();
  return editor;
}

const undo = (page: Page) => page.getByRole("button", { name: "Undo", exact: true });
const redo = (page: Page) => page.getByRole("button", { name: "Redo", exact: true });

test("a killed tab loses nothing, though the server was away", async ({ context, client }) => {
  const id = await client.addWorkflow(chain("killed", [webhook("call", "https://a.test")]));
  const first = await open(context, id);
  await context.route(drafts, (route) => route.abort());
  await first.select("call");
  await first.fill("URL", "https://new.test");
  await first.fill("Title", "Ring");
  await undo(first.page).hover();
  await expect(first.page.getByRole("tooltip", { name: "Undo: Change title of call" })).toBeVisible();
  await expect(first.page.getByRole("button", { name: "Offline, trying again" })).toBeVisible();
  const crashed = first.page.waitForEvent("crash");
  const devtools = await context.newCDPSession(first.page);
  // The page is gone before it can answer.
  devtools.send("Page.crash").catch(() => undefined);
  await crashed;
  await first.page.close();

  const { page, inspector, node } = await open(context, id).then((editor) => ({
    page: editor.page,
    inspector: editor.inspector,
    node: editor.node("call"),
  }));
  const note = page
    .getByRole("status")
    .filter({ hasText: /^Recovered 2 changes from \d\d:\d\d that had not been saved/ });
  await expect(note).toBeVisible();
  await expect(node).toContainText("Ring");
  await context.unroute(drafts);
  await note.getByRole("button", { name: "Show" }).click();
  const dialog = page.getByRole("dialog", { name: "Recovered changes" });
  await expect(dialog.getByRole("listitem")).toHaveText([/^Change URL of call/, /^Change title of call/]);
  await expect(dialog.getByRole("region", { name: "Saved and recovered text" })).toContainText(
    "https://new.test",
  );
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(page.getByText("Saved", { exact: true }).first()).toBeVisible();

  // Undo goes on where the killed tab was.
  await undo(page).click();
  await expect(page.getByTestId("announcer")).toContainText("Undone: Change title of call");
  await expect(inspector.getByLabel("Title", { exact: true })).toHaveValue("");
  await redo(page).click();
  await note.getByRole("button", { name: "Discard" }).click();
  await expect(note).toBeHidden();
  await expect(node).not.toContainText("Ring");
  await expect(node).toContainText("a.test");
  await new Editor(page).saved();
  await undo(page).click();
  await expect(node).toContainText("Ring");
  await new Editor(page).saved();
  await page.reload();
  await expect(node).toContainText("Ring");
  await expect(page.getByText(/^Recovered/)).toBeHidden();
});

test("one tab edits, the others look on and can take over", async ({ context, client }) => {
  const id = await client.addWorkflow(chain("tabs", [webhook("call", "https://a.test")]));
  const first = await open(context, id);
  const second = await open(context, id);
  await expect(second.page.getByText(elsewhere)).toBeVisible();
  await second.select("call");
  await expect(second.inspector.getByLabel("Title", { exact: true })).not.toBeEditable();
  await expect(undo(second.page)).toBeHidden();
  await expect(first.page.getByText(elsewhere)).toBeHidden();
  await first.select("call");
  await first.fill("Title", "Ring");
  await expect(second.node("call")).toContainText("Ring");

  await second.page.getByRole("button", { name: "Take over" }).click();
  await expect(second.page.getByText(elsewhere)).toBeHidden();
  await expect(first.page.getByText(elsewhere)).toBeVisible();
  await undo(second.page).click();
  await expect(first.node("call")).not.toContainText("Ring");
  await redo(second.page).click();
  await second.fill("Title", "Ring again");
  await expect(first.node("call")).toContainText("Ring again");
  await second.page.close();
  await expect(first.page.getByText(elsewhere)).toBeHidden();
  await first.select("call");
  await first.fill("URL", "https://b.test");
  await first.saved();
  await first.page.getByRole("button", { name: "Changes", exact: true }).click();
  const steps = first.page.getByRole("menuitem");
  await expect(steps).toHaveText([
    /^Change URL of Ring again/,
    /^Change title of Ring/,
    /^Change title of call/,
    /opened/,
  ]);
  await steps.last().click();
  await expect(first.node("call")).toContainText("a.test");
  await expect(first.node("call")).not.toContainText("Ring");
});

test("what two browsers changed is merged, and asked about where it meets", async ({
  context,
  client,
  browser,
  baseURL,
}) => {
  const id = await client.addWorkflow(
    chain("browsers", [webhook("call", "https://a.test"), webhook("deploy", "https://b.test")]),
  );
  const mine = await open(context, id);
  await mine.page.emulateMedia({ reducedMotion: "reduce" });
  const other = await browser.newContext({ baseURL: baseURL! });
  const theirs = await open(other, id);
  await theirs.select("call");
  await theirs.fill("URL", "https://theirs.test");
  await theirs.saved();
  await mine.select("deploy");
  await mine.fill("Title", "Mine");
  await expect(
    mine.page.getByText("Merged with changes from elsewhere", { exact: true }).first(),
  ).toBeVisible();
  await expect(mine.node("call")).toContainText("theirs.test");
  await expect(mine.inspector.getByLabel("Title", { exact: true })).toHaveValue("Mine");
  await mine.saved();

  // Looking at an idle page again brings it up to date.
  await theirs.page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await expect(theirs.node("deploy")).toContainText("Mine");

  await theirs.select("deploy");
  await theirs.fill("URL", "https://theirs.test/deploy");
  await theirs.fill("Title", "Theirs");
  await theirs.saved();
  await expect
    .poll(
      async () => (await client.call<{ workflow: Detail }>("GET", `/api/workflows/${id}`)).body.workflow.text,
    )
    .toContain('"title": "Theirs"');
  await mine.fill("URL", "https://mine.test/deploy");
  await mine.fill("Title", "Mine again");
  await mine.page.getByRole("button", { name: "Changed elsewhere" }).click();
  const dialog = mine.page.getByRole("dialog", { name: "Changed here and elsewhere" });
  await expect(dialog.getByRole("button", { name: "Choose 2 more" })).toBeDisabled();
  expect(await findings(mine.page, "conflict", "[role=dialog]")).toEqual([]);
  const choice = (place: string, side: string) =>
    dialog.getByRole("group", { name: place }).getByRole("radio", { name: side });
  await choice("Mine again › URL", "Elsewhere").check();
  await choice("Mine again › title", "This page").check();
  await dialog.getByRole("button", { name: "Apply" }).click();
  await mine.saved();
  await expect(mine.node("deploy")).toContainText("Mine again");
  await expect(mine.node("deploy")).toContainText("theirs.test");
  await undo(mine.page).click();
  await expect(mine.node("deploy")).toContainText("mine.test");
  await other.close();
});

test("200 mixed steps go back and forth, over a reload too", async ({ context, client }) => {
  const id = await client.addWorkflow(chain("steps", [webhook("call", "https://a.test")]));
  const stored = async () => {
    const { body } = await client.call<{ workflow: Detail }>("GET", `/api/workflows/${id}`);
    const { text, layout } = body.workflow;
    return { text, layout };
  };
  const editor = await open(context, id);
  const { page } = editor;
  await page.emulateMedia({ reducedMotion: "reduce" });
  const press = async (keys: string, times: number) => {
    for (let count = 0; count < times; count += 1) await page.keyboard.press(keys);
  };
  await editor.select("call");
  await press("ControlOrMeta+ArrowRight", 1);
  await editor.fill("Title", "First");
  await editor.saved();
  const before = await stored();
  await editor.node("call").click();
  for (let round = 0; round < 20; round += 1) {
    await press("ControlOrMeta+D", 1);
    await press("Delete", 1);
    await editor.node("call").click();
    // What comes between two moves keeps them two steps.
    for (let move = 0; move < 4; move += 1) {
      await press("Shift+L", 1);
      await press("ControlOrMeta+ArrowDown", 1);
    }
  }
  await expect(undo(page)).toBeEnabled();
  await editor.saved();
  const after = await stored();
  expect(after).not.toEqual(before);
  await page.reload();
  await editor.isOpen();
  await editor.node("call").click();
  await press("ControlOrMeta+Z", 20);
  const steps = page.getByRole("menuitem");
  await page.getByRole("button", { name: "Changes", exact: true }).click();
  // The oldest steps have made room for the newest, and the last row is what was before them all.
  await expect(steps).toHaveCount(201);
  await steps.last().click();
  await expect(undo(page)).toBeDisabled();
  await expect.poll(stored).toEqual(before);
  await press("ControlOrMeta+Shift+Z", 20);
  await page.getByRole("button", { name: "Changes", exact: true }).click();
  await steps.first().click();
  await expect(redo(page)).toBeDisabled();
  await expect.poll(stored).toEqual(after);
});

test("a browser without locks and storage edits in one tab, too, and says what it cannot do", async ({
  context,
  client,
}) => {
  await context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "locks", { value: undefined });
    Object.defineProperty(window, "indexedDB", { value: undefined });
  });
  const id = await client.addWorkflow(chain("bare", [webhook("call", "https://a.test")]));
  const first = await open(context, id);
  await expect(
    first.page.getByText("This browser keeps no copy of unsaved changes", { exact: true }).first(),
  ).toBeVisible();
  await first.select("call");
  await first.fill("Title", "Ring");
  await first.saved();
  const second = await open(context, id);
  await second.page.getByRole("button", { name: "Take over" }).click();
  await expect(second.page.getByText(elsewhere)).toBeHidden();
  await expect(first.page.getByText(elsewhere)).toBeVisible();
  await second.select("call");
  await second.fill("Title", "Second");
  await expect(first.node("call")).toContainText("Second");
});
