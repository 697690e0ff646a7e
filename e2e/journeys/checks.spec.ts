import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";

const slackPath = `${"T"}0ABCDEF1/B0ABCDEF1/a1B2c3D4e5a1B2c3D4e5a1B2`;
const token = "a1B2c3D4e5a1B2c3D4e5";

const workflow = (identifier: string) => ({
  identifier,
  title: "Checks",
  nodes: [
    {
      identifier: "start",
      title: "Start",
      config: { type: "SELF_SERVE_TRIGGER", userInputs: { properties: { service: { type: "string" } } } },
    },
    {
      identifier: "call",
      title: "Call",
      config: {
        type: "WEBHOOK",
        url: `https://hooks.slack.com/services/${slackPath}`,
        method: "POST",
        headers: { Authorization: `Bearer ${token}` },
        body: { service: "{{ .outputs.start.service }}" },
      },
    },
    {
      identifier: "after",
      title: "After",
      config: {
        type: "CONDITION",
        outlets: [{ identifier: "good", title: "Good", expression: ".outputs.call.response.status == 200" }],
      },
    },
    {
      identifier: "tell",
      title: "Tell",
      config: { type: "WEBHOOK", url: "https://x.test/{{ .outputs.call.response.status }}", method: "GET" },
    },
  ],
  connections: [
    { sourceIdentifier: "start", targetIdentifier: "call" },
    { sourceIdentifier: "call", targetIdentifier: "after" },
    { sourceIdentifier: "after", sourceOutletIdentifier: "good", targetIdentifier: "tell" },
  ],
});

test("a credential in the text moves to the secrets, from its field and from the problem list", async ({
  page,
  client,
}) => {
  const editor = new Editor(page);
  await editor.importText(JSON.stringify(workflow("checks_secret")));
  await editor.select("call");

  const field = editor.inspector.locator('[data-at$="/config/url"]');
  await field.getByRole("button", { name: "Move to a secret" }).click();
  const dialog = page.getByRole("dialog", { name: "Move to a secret" });
  const name = dialog.getByLabel("Name of the secret");
  await expect(name).toHaveValue("slack-webhook");
  await expect(dialog).not.toContainText(slackPath);
  await name.fill("has space");
  await dialog.getByRole("button", { name: "Move to a secret" }).click();
  await expect(dialog).toContainText("is none of them");
  await name.fill("slack-hook");
  await dialog.getByRole("button", { name: "Move to a secret" }).click();
  await expect(dialog).toBeHidden();
  await expect(editor.inspector.getByLabel("URL", { exact: true })).toHaveValue(
    'https://hooks.slack.com/services/{{ .secrets["slack-hook"] }}',
  );

  await editor.drawer.getByRole("tab", { name: /Problems/ }).click();
  const line = editor.drawer.getByRole("listitem").filter({ hasText: "a bearer token" });
  await line.getByRole("button", { name: "Move to a secret" }).click();
  await expect(name).toHaveValue(/^api-token/);
  await name.fill("moved-token");
  await dialog.getByRole("button", { name: "Move to a secret" }).click();
  // While the dialog is open nothing behind it can be found, the line included.
  await expect(dialog).toBeHidden();
  await expect(line).toBeHidden();
  await editor.saved();

  const stored = await client.call<{ workflow: { text: string } }>("GET", "/api/workflows/checks_secret");
  expect(stored.body.workflow.text).not.toContain(token);
  expect(stored.body.workflow.text).toContain('Bearer {{ .secrets[\\"moved-token\\"] }}');
  await page.goto("/secrets");
  await expect(page.getByText("slack-hook", { exact: true })).toBeVisible();
});

test("a missing secret is a note in the Playground, and a warning before a run elsewhere", async ({
  page,
}) => {
  const editor = new Editor(page);
  const draft = workflow("checks_missing");
  draft.nodes[1]!.config = {
    type: "WEBHOOK",
    url: "https://api.example.com/",
    method: "POST",
    headers: { Authorization: 'Bearer {{ .secrets["nobody-has-it"] }}' },
  } as never;
  await editor.importText(JSON.stringify(draft));
  await editor.drawer.getByRole("tab", { name: /Problems/ }).click();
  const line = editor.drawer.getByRole("listitem").filter({ hasText: 'no secret "nobody-has-it"' });
  await expect(line.getByLabel("Note")).toBeVisible();
  await editor.useEnvironment("Real hosts");
  await expect(line.getByLabel("Warning")).toBeVisible();
  await editor.run();
  await expect(page.getByRole("dialog")).toContainText("a secret that nobody has added: nobody-has-it.");
});

test("a rename shows first what else it changes", async ({ page }) => {
  const editor = new Editor(page);
  await editor.importText(JSON.stringify(workflow("checks_rename")));
  await editor.select("call");
  const identifier = editor.inspector.getByLabel("Identifier", { exact: true });
  await identifier.fill("request");
  const places = editor.inspector.getByRole("list", { name: "Places that change" });
  await expect(places.getByRole("listitem")).toHaveCount(4);
  await expect(places.locator("ins").first()).toHaveText("request");
  await expect(places).toContainText("tell › config › url");
  await identifier.press("Escape");
  await expect(places).toBeHidden();
  await expect(identifier).toHaveValue("call");

  await identifier.fill("request");
  await identifier.press("Enter");
  await editor.select("tell");
  await expect(editor.inspector.getByLabel("URL", { exact: true })).toHaveValue(
    "https://x.test/{{ .outputs.request.response.status }}",
  );

  await editor.select("after");
  const outlet = editor.inspector.getByLabel("Identifier of outlet good");
  await outlet.fill("fine");
  await expect(places).toContainText("after → tell › sourceOutletIdentifier");
  await outlet.press("Enter");
  await expect(editor.canvas.getByLabel("Connection from after (Good) to tell")).toBeAttached();
});
