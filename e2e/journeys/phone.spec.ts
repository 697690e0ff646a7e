import { expect, test } from "../harness/test";

test.use({ viewport: { width: 390, height: 844 } });

test("on a phone one menu leads to every place, and nothing scrolls sideways", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("link", { name: "Inbox", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Menu", exact: true }).press("Enter");
  const places = page.getByRole("menuitem");
  await expect(places).toHaveCount(8);
  await expect(places.first()).toBeFocused();
  await page.keyboard.type("Env");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Environments", level: 1 })).toBeVisible();
  const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(await beyond()).toBeLessThanOrEqual(0);
});
