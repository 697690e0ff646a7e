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
