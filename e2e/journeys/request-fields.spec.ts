import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";
import { chain, webhook } from "../harness/workflow";

test("a request's method and URL in one row, and the query as a table, two ways with the URL", async ({
  page,
}) => {
  const editor = new Editor(page);
  const url = "https://x.test/find?q=a+b&page={{ .outputs.trigger | length }}&page=2#top";
  await editor.importText(
    JSON.stringify(chain("request-query", [webhook("call", url, { method: "DELETE", body: { count: 2 } })])),
  );
  await editor.select("call");
  const { inspector } = editor;
  const field = (name: string) => inspector.getByLabel(name, { exact: true });
  const table = inspector.getByRole("list", { name: "Query parameters" });

  // In one row, the method before the URL.
  await expect(field("Method")).toHaveText("DELETE");
  await field("Method").click();
  await page.getByRole("option", { name: "PATCH" }).click();
  await expect(field("Method")).toHaveText("PATCH");
  const [method, address] = [await field("Method").boundingBox(), await field("URL").boundingBox()];
  if (!method || !address) throw new Error("Both fields are on screen.");
  expect(method.x + method.width).toBeLessThan(address.x);
  expect(Math.abs(method.y - address.y)).toBeLessThan(4);

  // Shown without escapes; nothing is written by looking.
  await expect(field("Value of query parameter 1")).toHaveValue("a b");
  await expect(field("Value of query parameter 2")).toHaveValue("{{ .outputs.trigger | length }}");
  await expect(field("URL")).toHaveValue(url);

  // Each key in the table is in the URL, and the other way round.
  const value = field("Value of query parameter 1");
  await value.fill("");
  await value.pressSequentially("ü&1");
  await expect(field("URL")).toHaveValue(
    "https://x.test/find?q=%C3%BC%261&page={{ .outputs.trigger | length }}&page=2#top",
  );
  await field("URL").fill("https://x.test/find?name=n&{{ .outputs.trigger }}#top");
  await expect(table.getByRole("listitem")).toHaveCount(2);
  await expect(field("Name of query parameter 2")).toHaveValue("{{ .outputs.trigger }}");

  // A half typed template keeps the other rows apart, and its own bytes.
  await field("Value of query parameter 1").fill("{{ .outputs.trigger & 1");
  await expect(table.getByRole("listitem")).toHaveCount(2);
  await field("Value of query parameter 1").fill("{{ .outputs.trigger.a }}");
  await expect(field("URL")).toHaveValue(
    "https://x.test/find?name={{ .outputs.trigger.a }}&{{ .outputs.trigger }}#top",
  );

  // Add, move and remove by keyboard.
  await inspector.getByRole("button", { name: "Add query parameter" }).press("Enter");
  await expect(field("Name of query parameter 3")).toBeFocused();
  await page.keyboard.type("tag");
  await page.keyboard.press("Tab");
  await expect(field("URL")).toHaveValue(/\}\}&tag=#top$/);
  await table.getByRole("button", { name: "Move tag" }).press("Home");
  await expect(field("Name of query parameter 1")).toHaveValue("tag");
  await expect(field("URL")).toHaveValue(/\?tag=&name=/);
  for (const name of ["tag", "name", "{{ .outputs.trigger }}"])
    await table.getByRole("button", { name: `Remove query parameter ${name}` }).press("Enter");
  await expect(field("URL")).toHaveValue("https://x.test/find#top");
  // Each removal is a step of its own.
  await expect(inspector.getByRole("button", { name: "Add query parameter" })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+Z");
  await expect(field("URL")).toHaveValue("https://x.test/find?{{ .outputs.trigger }}#top");

  // A number is one while it is typed, and with its point.
  await field("count in Body").fill("");
  await field("count in Body").pressSequentially("1.5");
  await expect(field("count in Body")).toHaveValue("1.5");
  await inspector
    .locator('[data-at$="/config/body"]')
    .getByRole("button", { name: "JSON", exact: true })
    .click();
  await expect(field("Body")).toHaveValue(/"count": 1\.5\s/);
});

test("a schedule by the usual choices, and what is wrong with it at its field", async ({ page }) => {
  const editor = new Editor(page);
  const config = { type: "SCHEDULE_TRIGGER", cron: "0 9 * * 1-5" };
  await editor.importText(
    JSON.stringify({ identifier: "usual-times", nodes: [{ identifier: "clock", config }], connections: [] }),
  );
  await editor.select("clock");
  const { inspector } = editor;
  const cron = inspector.getByLabel("Schedule", { exact: true });
  const choice = (name: string) => inspector.getByRole("button", { name, exact: true });
  await expect(choice("Weekdays")).toHaveAttribute("aria-pressed", "true");
  for (const [name, text, words] of [
    ["Every 5 minutes", "*/5 * * * *", "every 5 minutes UTC"],
    ["Hourly", "0 * * * *", "every hour UTC"],
    ["Daily at 09:00", "0 9 * * *", "every day 09:00 UTC"],
  ] as const) {
    await choice(name).click();
    await expect(cron).toHaveValue(text);
    await expect(choice(name)).toHaveAttribute("aria-pressed", "true");
    await expect(inspector.getByText(words).first()).toBeVisible();
  }
  await cron.fill("0 0 9 * * 1-5");
  await expect(cron).toHaveAttribute("aria-invalid", "true");
  await expect(inspector.getByText(/^"0 0 9 \* \* 1-5" has 6 fields/)).toBeVisible();
  await inspector.getByRole("button", { name: "Leave out the seconds" }).click();
  await expect(cron).toHaveValue("0 9 * * 1-5");
  await expect(cron).not.toHaveAttribute("aria-invalid", "true");
});
