import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";

const images = join(import.meta.dirname, "../../docs/images");
mkdirSync(images, { recursive: true });

/** Takes a picture in both themes, `name-light.png` and `name-dark.png`. */
async function picture(page: Page, name: string): Promise<void> {
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.screenshot({ path: join(images, `${name}-${theme}.png`), animations: "disabled" });
  }
}

test("the editor after a run", async ({ page }) => {
  const editor = new Editor(page);
  await editor.openExample("Deploy a service");
  await editor.run({ Service: "checkout" });
  await editor.expectState("notify_slack", "success");
  await editor.select("create_release");
  await expect(editor.inspector.getByLabel("URL", { exact: true })).toHaveValue(/example/);
  await page.getByRole("button", { name: "Fit the graph" }).click();
  await picture(page, "editor");

  await editor.inspector.getByRole("tab", { name: "JSON" }).click();
  await expect(editor.inspector.locator(".view-lines")).toContainText("‹secret:api-key›");
  await picture(page, "json");
});

test("the start page", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("button", { name: /^Approve a deployment/ })).toBeVisible();
  await picture(page, "start");
});

test("the editor on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const editor = new Editor(page);
  await editor.openExample("Approve a deployment");
  await expect(editor.canvas).toBeVisible();
  await picture(page, "phone");
});
