import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";
import { chain, webhook } from "../harness/workflow";

test("an entity is made in the page, changed by a run, and tells how it came to be so", async ({ page }) => {
  await page.goto("/catalog");
  await page.getByRole("button", { name: "New blueprint" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Blueprint as JSON").fill("{");
  await dialog.getByRole("button", { name: "Save blueprint" }).click();
  await expect(dialog.getByRole("alert")).toContainText("not JSON");
  await dialog.getByLabel("Blueprint as JSON").fill(
    JSON.stringify({
      identifier: "release",
      title: "Release",
      schema: {
        properties: {
          version: { type: "string", title: "Version", pattern: "^\\d" },
          stable: { type: "boolean", title: "Stable" },
        },
        required: ["version"],
      },
      relations: { before: { title: "Before", target: "release", required: false, many: false } },
    }),
  );
  await dialog.getByRole("button", { name: "Save blueprint" }).click();
  await expect(page.getByRole("heading", { name: "Release", level: 1 })).toBeVisible();

  await page.getByRole("button", { name: "New entity" }).first().click();
  await dialog.getByLabel("Identifier").fill("api/1");
  await dialog.getByLabel("Title").fill("API one");
  await dialog.getByLabel("Version").fill("one");
  await dialog.getByRole("button", { name: "Create entity" }).click();
  await expect(dialog.getByRole("alert")).toContainText("must match");
  await dialog.getByLabel("Version").fill("1.0");
  await dialog.getByRole("button", { name: "Create entity" }).click();
  await expect(page.getByRole("heading", { name: "API one", level: 1 })).toBeVisible();
  await expect(page.getByRole("region", { name: "Properties" })).toContainText("1.0");

  const editor = new Editor(page);
  await editor.importText(
    JSON.stringify(
      chain("release_service", [
        {
          identifier: "register",
          config: {
            type: "UPSERT_ENTITY",
            blueprintIdentifier: "release",
            mapping: {
              identifier: "api/2",
              title: "API two",
              properties: { version: "2.0" },
              relations: { before: "api/1" },
            },
          },
        },
        webhook("retire", "https://api.getport.io/v1/blueprints/release/entities/api%2F1", {
          method: "PATCH",
          body: { properties: { version: "1.1", stable: '{{ .outputs.register.identifier == "api/2" }}' } },
        }),
      ]),
    ),
  );
  await editor.useEnvironment("Real hosts");
  await editor.run();
  for (const node of ["register", "retire"]) await editor.expectState(node, "success");
  const details = await editor.openNodeRun("register", "Request");
  await expect(details).toContainText("Answered by the built-in catalog");
  await editor.drawer.getByRole("button", { name: "2 changes in the catalog" }).click();
  await expect(dialog.getByRole("listitem")).toHaveCount(2);
  await dialog.getByRole("link", { name: /API one/ }).click();

  await page.getByRole("tab", { name: "History" }).click();
  const history = page.getByRole("tabpanel").getByRole("listitem");
  await expect(history).toHaveCount(2);
  await expect(history.first()).toContainText("1.01.1");
  await expect(history.last()).toContainText("by local@slipway.localhost");
  await page.getByRole("link", { name: "run of release_service" }).click();
  await editor.isOpen();
  await expect(editor.drawer.getByRole("button", { name: "2 changes in the catalog" })).toBeVisible();
});

test("entities are found, filtered, edited as JSON and deleted", async ({ page, client }) => {
  const many = 60;
  await client.call("POST", "/v1/blueprints", {
    identifier: "host",
    title: "Host",
    schema: { properties: { cores: { type: "number", title: "Cores" }, live: { type: "boolean" } } },
  });
  for (let at = 0; at < many; at += 1)
    await client.call("POST", "/v1/blueprints/host/entities", {
      identifier: `host-${at}`,
      title: `Host ${at}`,
      properties: { cores: at % 8, live: at % 2 === 0 },
    });
  await page.goto("/catalog");
  await page.getByRole("link", { name: /^Host host/ }).click();
  const table = page.getByRole("region", { name: "Entities" });
  const rows = table.getByRole("row");
  await expect(table.getByRole("status")).toHaveText("60 entities");
  await expect(rows).toHaveCount(51);
  await table.getByRole("button", { name: "Show more" }).click();
  await expect(rows).toHaveCount(61);

  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByLabel("Operator").click();
  await page.getByRole("option", { name: ">=" }).click();
  await page.getByLabel("Value").fill("6");
  await expect(table.getByRole("status")).toHaveText("14 entities found");
  await page.getByLabel("Search entities").fill("host 2");
  await expect(table.getByRole("status")).toHaveText("2 entities found");
  await page.getByLabel("Search entities").fill("nothing like it");
  await page.getByRole("button", { name: "Clear search and filters" }).click();
  await expect(table.getByRole("status")).toHaveText("60 entities");

  await page.getByLabel("Search entities").fill("host-7");
  await table.getByRole("link", { name: "Host 7" }).click();
  await page.getByRole("tab", { name: "Edit" }).click();
  await page.getByRole("button", { name: "JSON" }).click();
  const text = page.getByLabel("Entity as JSON");
  await text.fill('{ "title": "Seven", "properties": { "cores": "many" } }');
  await page.getByRole("button", { name: "Save entity" }).click();
  await expect(page.getByRole("tabpanel").getByRole("alert")).toContainText("must be a number");
  await text.fill('{ "title": "Seven", "properties": { "cores": 16 } }');
  await page.getByRole("button", { name: "Save entity" }).click();
  await expect(page.getByRole("heading", { name: "Seven", level: 1 })).toBeVisible();
  await expect(page.getByRole("region", { name: "Properties" })).toContainText("16");

  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete entity" }).click();
  await expect(page.getByRole("heading", { name: "Host", level: 1 })).toBeVisible();
  await expect(table.getByRole("status")).toHaveText("59 entities");
  await page.goto("/catalog/host/host-7");
  await expect(page.getByRole("region", { name: "History" }).getByRole("listitem")).toHaveCount(3);
});

test("an export of Port is tried before it is brought in", async ({ page }) => {
  const exported = {
    blueprints: [
      {
        identifier: "shop",
        title: "Shop",
        schema: { properties: { city: { type: "string" } } },
        relations: { of: { target: "chain", many: false, required: false } },
      },
      { identifier: "chain", title: "Chain", schema: { properties: {} } },
    ],
    entities: [
      {
        identifier: "corner",
        blueprint: "shop",
        title: "Corner",
        properties: { city: "Lyon" },
        relations: { of: "big" },
      },
      { identifier: "wrong", blueprint: "shop", properties: { city: 7 } },
      { identifier: "big", blueprint: "chain", title: "Big" },
    ],
    pages: [{ identifier: "home" }],
  };
  await page.goto("/catalog");
  await page.getByRole("button", { name: "Import from Port" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Export as JSON").fill('{ "pages": [] }');
  await dialog.getByRole("button", { name: "Check" }).click();
  await expect(dialog.getByRole("alert")).toContainText("port export");
  await dialog.getByLabel("Export as JSON").fill(JSON.stringify(exported));
  await dialog.getByRole("button", { name: "Check" }).click();
  await expect(dialog).toContainText("Nothing is written yet");
  await expect(dialog).toContainText("1 not possible");
  await expect(dialog).toContainText("shop / wrong");
  await expect(dialog).toContainText("pages (1)");
  expect((await page.request.get("/v1/blueprints/shop")).status()).toBe(404);
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await expect(dialog).toContainText("This is what was done");
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await page.getByRole("link", { name: /^Shop/ }).click();
  await page.getByRole("link", { name: "Corner" }).click();
  await page.getByRole("region", { name: "Relations" }).getByRole("link", { name: "Big" }).click();
  await expect(page.getByRole("region", { name: "Relations" })).toContainText("Led to by 1");
});
