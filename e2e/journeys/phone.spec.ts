import type { Page } from "@playwright/test";
import { Editor } from "../harness/editor";
import { Fingers } from "../harness/fingers";
import { expect, test } from "../harness/test";
import { chain, webhook } from "../harness/workflow";

test.use({
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  contextOptions: { reducedMotion: "reduce" },
});

/** How far the page is wider than the screen. */
const beyond = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

test("on a phone one menu leads to every place, and nothing scrolls sideways", async ({ page, client }) => {
  await client.saveSecret("phone-secret-with-a-name-that-is-rather-long", "not shown anywhere");
  await client.saveEnvironment("Phone", {
    "https://api.a-host-with-a-name-that-is-rather-long.example.com": "http://127.0.0.1:9",
  });
  await client.call("POST", "/v1/blueprints", {
    identifier: "phone_service",
    title: "Phone service",
    schema: { properties: { tier: { type: "string", title: "Tier" } }, required: [] },
  });
  await client.call("POST", "/v1/blueprints/phone_service/entities", {
    identifier: "a_service_whose_identifier_is_longer_than_a_phone_is_wide",
    properties: { tier: "gold" },
  });

  const fingers = await Fingers.on(page);
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Inbox", exact: true })).toBeVisible();
  await expect(page.getByRole("region", { name: "Examples" }).getByRole("listitem").first()).toBeVisible();
  expect(await fingers.misses(page.locator("body"))).toEqual([]);
  await page.getByRole("button", { name: "Menu", exact: true }).press("Enter");
  const places = page.getByRole("menuitem");
  await expect(places).toHaveCount(8);
  await expect(places.first()).toBeFocused();
  await page.keyboard.type("Env");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Environments", level: 1 })).toBeVisible();
  for (const [path, heading] of [
    ["/", "Workflows"],
    ["/inbox", "Inbox"],
    ["/catalog", "Catalog"],
    ["/catalog/phone_service", "Phone service"],
    [
      "/catalog/phone_service/a_service_whose_identifier_is_longer_than_a_phone_is_wide",
      "a_service_whose_identifier_is_longer_than_a_phone_is_wide",
    ],
    ["/self-service", "Self-service"],
    ["/secrets", "Secrets"],
    ["/environments", "Environments"],
    ["/clients", "API clients"],
    ["/api-docs", "API"],
    ["/shortcuts", "Keyboard shortcuts"],
  ] as const)
    await test.step(path, async () => {
      await page.goto(path);
      await expect(page.getByRole("heading", { name: heading }).first()).toBeVisible();
      await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
      expect(await beyond(page)).toBeLessThanOrEqual(0);
    });
});

test("on a phone a workflow is looked at and run, and cannot be changed", async ({ page }) => {
  const editor = new Editor(page);
  const fingers = await Fingers.on(page);
  await editor.importText(
    JSON.stringify(chain("phone_look", [webhook("call", "https://api.example.com/resources")])),
  );
  const note = page.getByRole("status").filter({ hasText: "Read-only on a phone" });
  await expect(note).toBeVisible();
  await note.getByRole("button", { name: "Close this note" }).tap();
  await expect(note).toBeHidden();
  expect(await beyond(page)).toBeLessThanOrEqual(0);

  // A finger on a card moves the view, never the card.
  const placeOf = async (node: string) => (await editor.node(node).boundingBox())!;
  const [trigger, call] = [await placeOf("trigger"), await placeOf("call")];
  const from = { x: call.x + call.width / 2, y: call.y + call.height / 2 };
  await fingers.move({ from, to: { x: from.x, y: from.y + 90 } });
  await expect.poll(async () => (await placeOf("call")).y).toBeGreaterThan(call.y + 60);
  const apart = (await placeOf("call")).y - (await placeOf("trigger")).y;
  expect(Math.round(apart)).toBe(Math.round(call.y - trigger.y));

  // The form is a sheet for reading, and so is the outline.
  await editor.node("call").tap();
  const inspector = page.getByRole("dialog", { name: "Inspector" });
  await expect(inspector.getByLabel("URL", { exact: true })).not.toBeEditable();
  await inspector.getByRole("button", { name: "Close", exact: true }).tap();
  await expect(inspector).toBeHidden();
  await page.getByRole("button", { name: "Show nodes and outline" }).tap();
  const outline = page.getByRole("dialog", { name: "Add and outline" });
  await expect(outline.getByRole("tree", { name: "Nodes in order" })).toContainText("call");
  await outline.getByRole("button", { name: "Close", exact: true }).tap();
  await expect(outline).toBeHidden();

  // Keys change nothing, nor does a pasted node.
  await editor.node("call").focus();
  for (const key of ["Delete", "ControlOrMeta+ArrowDown", "ControlOrMeta+d", "c", "Shift+l", "n", "Tab"]) {
    await editor.node("call").focus();
    await page.keyboard.press(key);
  }
  await expect(page.locator(".react-flow__node")).toHaveCount(2);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.locator('[data-saved="true"]')).toBeAttached();

  // A run is started and read.
  await page.getByRole("button", { name: "Run", exact: true }).tap();
  await expect(editor.drawer).toContainText("Succeeded");
  await editor.drawer.getByRole("button", { name: "call" }).first().tap();
  await expect(editor.drawer.getByRole("region", { name: "Details of call" })).toBeVisible();
  await expect(editor.drawer.getByRole("tab", { name: "Response" })).toBeVisible();
  for (const part of [page.getByRole("banner"), editor.drawer])
    expect(await fingers.misses(part)).toEqual([]);
  expect(await beyond(page)).toBeLessThanOrEqual(0);
});
