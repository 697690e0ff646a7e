import type { Page } from "@playwright/test";
import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";

/** Both tests share a server, which keeps one workflow for each identifier. */
const workflow = (identifier: string) =>
  JSON.stringify({
    identifier,
    title: "From cURL",
    nodes: [
      {
        identifier: "trigger",
        title: "Start",
        config: { type: "SELF_SERVE_TRIGGER", userInputs: { properties: {} } },
      },
      {
        identifier: "call",
        title: "Call",
        config: {
          type: "WEBHOOK",
          url: "https://api.example.com/old",
          headers: { "X-Key": '{{ .secrets["api-token"] }}' },
          onFailure: "continue",
        },
      },
    ],
    connections: [{ sourceIdentifier: "trigger", targetIdentifier: "call" }],
  });

const onClipboard = (page: Page, text: string) =>
  page.evaluate((given) => navigator.clipboard.writeText(given), text);

test.beforeEach(({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

test("a curl command on the canvas becomes a node, and says what became of each flag", async ({ page }) => {
  const editor = new Editor(page);
  await editor.importText(workflow("onto_canvas"));
  await editor.select("trigger");
  await onClipboard(
    page,
    `curl -sk -X PUT 'https://api.example.com/things/7' \\\n  -H "Authorization: Bearer $API_TOKEN" \\\n  --json '{"name":"seven"}'`,
  );
  await page.keyboard.press("ControlOrMeta+V");
  const dialog = page.getByRole("dialog", { name: "From cURL to a webhook" });
  const flags = dialog.getByRole("list", { name: "Flags of the command" }).getByRole("listitem");
  await expect(flags).toHaveCount(7);
  await expect(flags.filter({ hasText: "-k" })).toContainText("Not representable");
  await expect(flags.filter({ hasText: "-s" }).first()).toContainText("Note");
  await expect(flags.filter({ hasText: "$API_TOKEN" })).toContainText('The secret "api-token"');
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(editor.inspector.getByLabel("URL", { exact: true })).toHaveValue(
    "https://api.example.com/things/7",
  );
  await editor.saved();
  const made = JSON.parse((await editor.exported()).toString()).nodes[2];
  expect(made.config).toEqual({
    type: "WEBHOOK",
    url: "https://api.example.com/things/7",
    method: "PUT",
    headers: { Authorization: 'Bearer {{ .secrets["api-token"] }}', accept: "application/json" },
    body: { name: "seven" },
  });

  await editor.node(made.identifier).click();
  await page.keyboard.press("ControlOrMeta+Z");
  await expect(editor.node(made.identifier)).toHaveCount(0);
});

test("a curl command in the URL replaces the request in one step, and the node copies as cURL", async ({
  page,
}) => {
  const editor = new Editor(page);
  await editor.importText(workflow("into_url"));
  await editor.select("call");
  const url = editor.inspector.getByLabel("URL", { exact: true });
  await url.click();
  await onClipboard(page, 'curl https://api.example.com/new -u "me:$API_TOKEN" -d a=1 -d b=2 -F');
  await page.keyboard.press("ControlOrMeta+V");
  const dialog = page.getByRole("dialog", { name: "From cURL to a webhook" });
  await expect(dialog.getByRole("listitem").filter({ hasText: "-F" })).toContainText("needs a value");
  await page.keyboard.press("Escape");
  await expect(url).toHaveValue("https://api.example.com/new");
  await editor.saved();
  const exported = JSON.parse((await editor.exported()).toString());
  expect(exported.nodes[1].config).toEqual({
    type: "WEBHOOK",
    url: "https://api.example.com/new",
    method: "POST",
    headers: {
      Authorization: 'Basic {{ "me:" + .secrets["api-token"] | @base64 }}',
      "Content-Type": "application/x-www-form-urlencoded",
    },
    body: "a=1&b=2",
    onFailure: "continue",
  });

  await editor.inspector.getByRole("button", { name: "Node actions" }).click();
  await page.getByRole("menuitem", { name: "Copy as cURL" }).click();
  await expect(page.getByText("Not in it: onFailure.", { exact: true })).toBeVisible();
  const copied = [
    "curl -X POST 'https://api.example.com/new'",
    `-u 'me:'"$API_TOKEN"`,
    "-H 'Content-Type: application/x-www-form-urlencoded'",
    "--data-raw 'a=1&b=2'",
  ].join(" \\\n  ");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(copied);

  await editor.node("call").click();
  await page.keyboard.press("ControlOrMeta+Z");
  await expect(url).toHaveValue("https://api.example.com/old");
  await page.keyboard.press("ControlOrMeta+K");
  await page.keyboard.type("copy as curl");
  await page.keyboard.press("Enter");
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toBe(`curl -X POST 'https://api.example.com/old' \\\n  -H 'X-Key: '"$API_TOKEN"`);
});

test("an operation of an OpenAPI document becomes a node, with its parameters in the trigger's form", async ({
  page,
}) => {
  const editor = new Editor(page);
  await editor.importText(workflow("api_import"));
  await page.keyboard.press("ControlOrMeta+K");
  await page.keyboard.type("openapi");
  await page.getByRole("option", { name: "Import an API operation…" }).click();
  const ask = page.getByRole("dialog", { name: "Import an API operation" });
  await ask.getByLabel("OpenAPI document").fill("openapi: 9.0.0");
  await ask.getByRole("button", { name: "Read it" }).click();
  await expect(ask.getByRole("alert")).toContainText("OpenAPI 9.0.0 is not read.");
  await ask.getByLabel("Choose file").setInputFiles({
    name: "pets.yaml",
    mimeType: "application/yaml",
    buffer: Buffer.from(`openapi: 3.0.3
info: { title: Pets, version: "1" }
servers: [{ url: https://pets.example/v1 }]
security: [{ token: [] }]
paths:
  /pets: { get: { summary: List the pets } }
  /pets/{petId}:
    put:
      operationId: renamePet
      summary: Rename a pet
      parameters:
        - { name: petId, in: path, required: true, schema: { type: integer } }
        - { name: dryRun, in: query, schema: { type: boolean } }
      requestBody:
        content: { application/json: { schema: { properties: { name: { type: string, example: 'Rex {{ .secrets.x }}' } } } } }
components: { securitySchemes: { token: { type: http, scheme: bearer } } }
`),
  });
  const list = page.getByRole("dialog", { name: "Pets" });
  await expect(list.getByRole("list", { name: "Operations" }).getByRole("listitem")).toHaveCount(2);
  await list.getByLabel("Search operations").fill("rename");
  await expect(list.getByRole("list", { name: "Operations" }).getByRole("listitem")).toHaveCount(1);
  await list.getByRole("checkbox", { name: "PUT /pets/{petId}, Rename a pet" }).click();
  await list.getByRole("button", { name: "Add node" }).click();
  const report = page.getByRole("dialog", { name: "From an API operation to a webhook" });
  const parts = report.getByRole("list", { name: "Parts of Rename a pet" }).getByRole("listitem");
  await expect(parts.filter({ hasText: "query dryRun" })).toContainText("Left out");
  await expect(parts.filter({ hasText: "security token" })).toContainText('the secret "pets-token"');
  await report.getByRole("button", { name: "Done" }).click();

  await expect(editor.canvas.getByLabel("Connection from call to renamePet")).toBeAttached();
  await editor.saved();
  const exported = JSON.parse((await editor.exported()).toString());
  expect(exported.nodes[2]).toEqual({
    identifier: "renamePet",
    title: "Rename a pet",
    config: {
      type: "WEBHOOK",
      url: "https://pets.example/v1/pets/{{ .outputs.trigger.petId | @uri }}",
      method: "PUT",
      headers: { Authorization: 'Bearer {{ .secrets["pets-token"] }}' },
      body: { name: 'Rex {{ "{{" }} .secrets.x {{ "}}" }}' },
    },
  });
  expect(exported.nodes[0].config.userInputs).toEqual({
    properties: { petId: { type: "number", title: "Pet id" } },
    required: ["petId"],
  });

  // One step back; the same document may come through the clipboard.
  await editor.node("renamePet").click();
  await page.keyboard.press("ControlOrMeta+Z");
  await expect(editor.node("renamePet")).toHaveCount(0);
  await editor.node("trigger").click();
  await onClipboard(page, JSON.stringify({ swagger: "2.0", info: { title: "Old pets" }, paths: {} }));
  await page.keyboard.press("ControlOrMeta+V");
  await expect(page.getByRole("dialog", { name: "Old pets" })).toContainText(
    "no operation that a node can send",
  );
});
