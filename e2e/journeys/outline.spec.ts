import type { Locator, Page } from "@playwright/test";
import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";
import { chain, webhook } from "../harness/workflow";

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
});

const tree = (page: Page) => page.getByRole("tree", { name: "Nodes in order" });
const rowOf = (page: Page, name: RegExp | string): Locator => tree(page).getByRole("treeitem", { name });

const openOutline = async (page: Page) => {
  await page.getByRole("tab", { name: "Outline" }).press("Enter");
  await expect(tree(page)).toBeVisible();
};

test("a workflow is built and changed in the outline without a mouse, and the canvas follows", async ({
  page,
}) => {
  const editor = new Editor(page);
  const said = page.getByTestId("announcer");
  const { keyboard } = page;
  const picker = page.getByRole("dialog", { name: "Add a node" });
  const add = async (type: string) => {
    await expect(picker).toBeVisible();
    await keyboard.type(type);
    await expect(picker.getByRole("button").first()).toContainText(new RegExp(type, "i"));
    await keyboard.press("Enter");
    await expect(picker).toHaveCount(0);
  };
  await editor.openEmpty();
  await keyboard.press("ControlOrMeta+k");
  await keyboard.type("add self-service");
  await expect(page.getByRole("option", { name: /Add Self-service/ })).toBeVisible();
  await keyboard.press("Enter");
  await expect(editor.node("trigger")).toBeVisible();
  await openOutline(page);

  // Shift+Enter adds behind the row; the keyboard goes along with what was added.
  await rowOf(page, /trigger/).focus();
  await keyboard.press("Shift+Enter");
  await add("webhook");
  await expect(editor.canvas.getByLabel("Connection from trigger to webhook")).toBeAttached();
  await expect(rowOf(page, /webhook/)).toBeFocused();
  await keyboard.press("Shift+Enter");
  await add("condition");
  await expect(editor.canvas.getByLabel("Connection from webhook to condition")).toBeAttached();
  await expect(rowOf(page, /condition/)).toBeFocused();

  // A way out that leads nowhere is a row, and Enter puts a node behind it.
  await keyboard.press("End");
  await expect(rowOf(page, /^fallback/)).toBeFocused();
  await keyboard.press("Enter");
  await add("delay");
  await expect(editor.canvas.getByLabel("Connection from condition (fallback) to delay")).toBeAttached();
  await expect(rowOf(page, /delay/)).toBeFocused();
  await expect(rowOf(page, /delay/)).toHaveAttribute("aria-level", "3");

  // Between two rows: behind the first of them.
  await keyboard.press("Home");
  await expect(rowOf(page, /trigger/)).toBeFocused();
  await keyboard.press("Shift+Enter");
  await add("webhook");
  await expect(editor.canvas.getByLabel("Connection from trigger to webhook_2")).toBeAttached();
  await expect(
    editor.canvas.getByLabel("Connection from webhook_2 to webhook", { exact: true }),
  ).toBeAttached();
  await expect(rowOf(page, /webhook_2/)).toBeFocused();

  // Renamed in the form; the row says what the card says.
  await keyboard.press("F2");
  await expect(editor.inspector.getByLabel("Title", { exact: true })).toBeFocused();
  await keyboard.type("Ask first");
  await expect(rowOf(page, /Ask first/)).toBeVisible();
  await expect(editor.node("webhook_2")).toContainText("Ask first");

  // Past its neighbour and back, each one step of undo.
  await rowOf(page, /Ask first/).focus();
  await keyboard.press("Alt+ArrowDown");
  await expect(
    editor.canvas.getByLabel("Connection from webhook to webhook_2", { exact: true }),
  ).toBeAttached();
  await expect(said).toContainText("Moved webhook_2 behind webhook");
  await expect(rowOf(page, /Ask first/)).toBeFocused();
  await keyboard.press("Alt+ArrowDown");
  await expect(
    page.getByRole("region", { name: /Notifications/ }).getByText(/"condition" has several ways out/),
  ).toBeVisible();
  await keyboard.press("ControlOrMeta+z");
  await expect(
    editor.canvas.getByLabel("Connection from webhook_2 to webhook", { exact: true }),
  ).toBeAttached();

  // Duplicated, connected, deleted, deleted and reconnected.
  await rowOf(page, /Ask first/).focus();
  await keyboard.press("ControlOrMeta+Delete");
  await expect(
    editor.canvas.getByLabel("Connection from trigger to webhook", { exact: true }),
  ).toBeAttached();
  await expect(editor.node("webhook_2")).toHaveCount(0);
  await rowOf(page, /delay/).focus();
  await keyboard.press("ControlOrMeta+d");
  await expect(editor.node("delay_2")).toBeVisible();
  await expect(rowOf(page, "Not connected")).toBeVisible();
  await expect(rowOf(page, /delay_2/)).toBeFocused();
  await keyboard.press("ArrowUp");
  await expect(rowOf(page, "Not connected")).toBeFocused();
  await keyboard.press("ArrowUp");
  await expect(rowOf(page, /delay/).first()).toBeFocused();
  await keyboard.press("Shift+C");
  await expect(said).toContainText("Connect delay to delay_2");
  await keyboard.press("Enter");
  await expect(editor.canvas.getByLabel("Connection from delay to delay_2")).toBeAttached();
  await expect(rowOf(page, "Not connected")).toHaveCount(0);
  await keyboard.press("ArrowDown");
  await expect(rowOf(page, /delay_2/)).toBeFocused();
  await keyboard.press("Delete");
  await expect(editor.node("delay_2")).toHaveCount(0);
  await expect(rowOf(page, /delay/)).toBeFocused();
  await expect(tree(page).getByRole("treeitem")).toHaveCount(6);
});

const branching = {
  identifier: "outlined",
  title: "Outlined",
  nodes: [
    {
      identifier: "trigger",
      title: "Begin",
      config: { type: "SELF_SERVE_TRIGGER", userInputs: { properties: {} } },
    },
    {
      identifier: "check",
      title: "Check",
      config: {
        type: "CONDITION",
        outlets: [{ identifier: "prod", title: "Production", expression: "true" }],
      },
    },
    ...["ask", "nudge", "zero", "alone"].map((identifier) => ({
      identifier,
      title: identifier.charAt(0).toUpperCase() + identifier.slice(1),
      config: { type: "WEBHOOK", url: `https://api.example.com/${identifier}` },
    })),
  ],
  connections: [
    { sourceIdentifier: "trigger", targetIdentifier: "check" },
    { sourceIdentifier: "check", sourceOutletIdentifier: "prod", targetIdentifier: "ask" },
    { sourceIdentifier: "ask", targetIdentifier: "zero" },
    { sourceIdentifier: "check", fallback: true, targetIdentifier: "nudge" },
    { sourceIdentifier: "nudge", targetIdentifier: "zero" },
  ],
};

test("outline and canvas choose the same nodes, and show the same run", async ({ page }) => {
  const editor = new Editor(page);
  const { keyboard } = page;
  await editor.importText(JSON.stringify(branching));
  await openOutline(page);
  const levels = await tree(page)
    .getByRole("treeitem")
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-level")));
  expect(levels).toEqual(["1", "1", "2", "3", "3", "2", "3", "3", "1", "2"]);
  await expect(rowOf(page, /^Goes on at Zero/)).toHaveAttribute("aria-level", "3");

  // From the canvas to the outline and back.
  await editor.node("nudge").click();
  await expect(rowOf(page, /^Nudge/)).toHaveAttribute("aria-selected", "true");
  await rowOf(page, /^Ask/).click();
  await expect(editor.node("ask")).toHaveClass(/selected/);
  await expect(editor.node("nudge")).not.toHaveClass(/selected/);
  await keyboard.press("ArrowDown");
  await expect(rowOf(page, /^Zero/)).toBeFocused();
  await expect(editor.node("zero")).toHaveClass(/selected/);

  // Several: by Shift with an arrow, and by Mod with a click.
  await keyboard.press("Shift+ArrowUp");
  await expect(page.getByRole("toolbar", { name: "2 chosen nodes" })).toBeVisible();
  await rowOf(page, /^Nudge/).click({ modifiers: ["ControlOrMeta"] });
  await expect(page.getByRole("toolbar", { name: "3 chosen nodes" })).toBeVisible();
  await expect(rowOf(page, /^Nudge/)).toHaveAttribute("aria-selected", "true");
  await expect(tree(page).getByRole("treeitem", { selected: true })).toHaveCount(3);

  // The keys of a tree: out to the way, closed, opened, and to a title by its first letters.
  await rowOf(page, /^Ask/).click();
  await keyboard.press("ArrowLeft");
  await expect(rowOf(page, /^Production/)).toBeFocused();
  await expect(editor.canvas.getByLabel("Connection from check (Production) to ask")).toHaveClass(/selected/);
  await keyboard.press("ArrowLeft");
  await expect(rowOf(page, /^Ask/)).toHaveCount(0);
  await editor.node("ask").click();
  await expect(rowOf(page, /^Ask/)).toHaveAttribute("aria-selected", "true");
  await rowOf(page, /^Begin/).focus();
  await keyboard.type("nu");
  await expect(rowOf(page, /^Nudge/)).toBeFocused();
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await expect(rowOf(page, /^Zero/)).toBeFocused();

  // The menu of the canvas, by the menu key; the keyboard comes back.
  await keyboard.press("Shift+F10");
  const menu = page.getByRole("menu", { name: "Actions of zero" });
  await expect(menu.getByRole("menuitem", { name: /Delete and reconnect/ })).toBeVisible();
  await keyboard.press("Escape");
  await expect(menu).toHaveCount(0);
  await expect(rowOf(page, /^Zero/)).toBeFocused();

  // Found by the filter.
  const filter = page.getByRole("searchbox", { name: "Search the outline" });
  await filter.fill("alo");
  await expect(tree(page).getByRole("treeitem")).toHaveCount(1);
  await filter.press("ArrowDown");
  await expect(rowOf(page, /^Alone/)).toBeFocused();
  await filter.fill("nobody");
  await expect(page.getByText('No node matches "nobody".')).toBeVisible();
  await filter.press("Escape");
  await expect(tree(page).getByRole("treeitem")).toHaveCount(10);

  // A step is dragged behind another way out.
  await rowOf(page, /^Ask/).dragTo(rowOf(page, /^fallback/));
  await expect(editor.canvas.getByLabel("Connection from check (fallback) to ask")).toBeAttached();
  await expect(editor.canvas.getByLabel("Connection from check (Production) to zero")).toBeAttached();
  await expect(editor.canvas.getByLabel("Connection from ask to nudge")).toBeAttached();
  await keyboard.press("ControlOrMeta+z");
  await expect(editor.canvas.getByLabel("Connection from check (Production) to ask")).toBeAttached();

  await editor.useEnvironment("Playground");
  await editor.run();
  await expect(rowOf(page, /^Ask.*Succeeded/)).toBeVisible();
  await expect(rowOf(page, /^Zero.*Succeeded/)).toBeVisible();
  await expect(rowOf(page, /^Nudge.*Not taken in this run/)).toBeVisible();

  // A folded branch says how what it hides stands.
  await rowOf(page, /^Production/).focus();
  await keyboard.press("ArrowLeft");
  await expect(rowOf(page, /^Production.*Succeeded/)).toHaveAttribute("aria-expanded", "false");
});

test("a long outline draws only the rows on screen", async ({ page }) => {
  const editor = new Editor(page);
  const calls = Array.from({ length: 300 }, (_, at) => webhook(`call_${at}`, "https://api.example.com"));
  await editor.importText(JSON.stringify(chain("long_outline", calls)));
  await openOutline(page);
  await rowOf(page, /^trigger/).focus();
  expect(await tree(page).getByRole("treeitem").count()).toBeLessThan(80);
  await page.keyboard.press("End");
  const end = rowOf(page, /^call_299/);
  await expect(end).toBeFocused();
  await expect(end).toHaveAttribute("aria-posinset", "301");
  await expect(editor.node("call_299")).toHaveClass(/selected/);
  await expect(editor.node("call_299")).toBeInViewport();
  await page.keyboard.press("ControlOrMeta+a");
  await expect(page.getByTestId("announcer")).toContainText("301 nodes chosen");
  expect(await tree(page).getByRole("treeitem").count()).toBeLessThan(80);
});
