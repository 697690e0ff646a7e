import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";
import { chain, webhook } from "../harness/workflow";

const trigger = {
  identifier: "trigger",
  config: {
    type: "SELF_SERVE_TRIGGER",
    userInputs: {
      properties: {
        service_name: { type: "string", default: "checkout" },
        replicas: { type: "number", default: 3 },
      },
      required: [],
      order: ["service_name", "replicas"],
    },
  },
};

/** A trigger with two inputs, then the nodes in order. */
function workflow(identifier: string, nodes: Parameters<typeof chain>[1]): string {
  const made = chain(identifier, nodes);
  return JSON.stringify({ ...made, nodes: [trigger, ...nodes] });
}

test("a field with templates: suggestions, signatures, errors in place, values under the mouse and by a button", async ({
  page,
  client,
}) => {
  await client.saveSecret("deploy-key", "x1y2z3");
  const editor = new Editor(page);
  await editor.importText(
    workflow("template-field", [
      webhook("call", "https://x.test/", { headers: { "X-Count": "{{ .outputs.trigger.replicas + 1 }}" } }),
      {
        identifier: "way",
        config: { type: "CONDITION", outlets: [{ identifier: "yes", title: "Yes", expression: "true" }] },
      },
    ]),
  );
  await editor.select("call");
  const { inspector } = editor;
  const url = inspector.getByLabel("URL", { exact: true });
  const list = page.getByRole("listbox", { name: "Suggestions" });

  // Two braces offer the rest of a template; then a part of a name finds the value.
  await url.click();
  await url.press("End");
  await url.pressSequentially("{{");
  const field = inspector.getByRole("combobox", { name: "URL" });
  await expect(field).toHaveAttribute("aria-activedescendant", /.+/);
  await expect(list.getByRole("option").first()).toContainText("{{ … }}");
  await url.press("Enter");
  await expect(url).toHaveValue("https://x.test/{{  }}");
  await url.pressSequentially("serv");
  const value = list.getByRole("option", { name: ".outputs.trigger.service_name" });
  await expect(value).toContainText("string · checkout");
  await expect(value).toHaveAttribute("aria-selected", "true");
  await url.press("Tab");
  await expect(url).toHaveValue("https://x.test/{{ .outputs.trigger.service_name }}");
  await expect(url).toBeFocused();
  await expect(list).toBeHidden();
  await expect(inspector.getByText("https://x.test/checkout")).toBeVisible();

  // A function says what it takes.
  await url.pressSequentially(" | test(");
  await expect(page.getByRole("status").filter({ hasText: "Whether a text matches." })).toBeVisible();
  await url.press("Escape");
  await expect(page.getByText("Whether a text matches.")).toBeHidden();
  await url.fill("https://x.test/{{ .outputs.trigger.service_name | nope }}");
  await expect(inspector.locator(".decoration-bad")).toHaveText("nope");

  // A secret is written in its brackets.
  await url.fill("");
  await url.press("Control+ ");
  await url.press("Enter");
  await url.pressSequentially("e");
  await expect(list.getByRole("option").first()).toBeVisible();
  await url.press("Backspace");
  await url.pressSequentially(".secrets.");
  await list.getByRole("option", { name: /^deploy-key/ }).click();
  await expect(url).toHaveValue('{{ .secrets["deploy-key"] }}');

  // The button in the corner offers all values; a search narrows them.
  await url.fill("https://x.test/?n=");
  await url.hover();
  await url.locator("..").getByRole("button", { name: "Insert a value" }).click();
  const values = page.getByRole("dialog", { name: "Values" });
  await expect(values.getByRole("option", { name: "service_name" })).toContainText("string · checkout");
  await values.getByLabel("Search values").fill("repl");
  await values.getByLabel("Search values").press("Enter");
  await expect(url).toHaveValue("https://x.test/?n={{ .outputs.trigger.replicas }}");
  await expect(url).toBeFocused();

  // Under the mouse: what it is and where it comes from.
  const count = inspector.getByLabel("X-Count in Headers", { exact: true });
  await count.locator("..").getByText(".replicas", { exact: true }).hover({ force: true });
  await expect(page.getByRole("tooltip").filter({ hasText: ".outputs.trigger.replicas" })).toContainText(
    "sample inputs",
  );

  // Bare jq is helped in the same way.
  await editor.select("way");
  const expression = inspector.getByLabel("Expression", { exact: true });
  await expression.fill("");
  await expression.pressSequentially("repl");
  await expect(list.getByRole("option").first()).toContainText(".outputs.trigger.replicas");
  await expression.press("Enter");
  await expect(expression).toHaveValue(".outputs.trigger.replicas");
});

test("headers and a body by their fields, two ways with the text", async ({ page, client }) => {
  await client.saveSecret("deploy-key", "x1y2z3");
  const editor = new Editor(page);
  await editor.importText(
    workflow("request-fields", [
      webhook("call", "https://x.test/", {
        method: "POST",
        headers: { Accept: "text/plain", accept: "*/*" },
        body: { name: "{{ .outputs.trigger.service_name }}", count: 2 },
      }),
    ]),
  );
  await editor.select("call");
  const { inspector } = editor;
  const field = (name: string) => inspector.getByLabel(name, { exact: true });

  // Two spellings of one header; the later one goes.
  await expect(inspector.getByText("Accept is the same header")).toBeVisible();
  await inspector.getByRole("button", { name: "Remove accept", exact: true }).click();
  await expect(inspector.getByText("Accept is the same header")).toBeHidden();

  // A name and a value from the suggestions.
  const headers = inspector.locator('[data-at$="/config/headers"]');
  await headers.getByRole("button", { name: "Add to Headers" }).click();
  const name = field("Name of the new entry in Headers");
  await name.fill("auth");
  await expect(page.getByRole("option", { name: "Authorization" })).toBeVisible();
  await name.press("ArrowDown");
  await name.press("Enter");
  await expect(field("Authorization in Headers")).toBeFocused();
  // Other tests have secrets, too.
  await page.getByRole("option", { name: /^Bearer .*deploy-key/ }).click();
  await expect(field("Authorization in Headers")).toHaveValue('Bearer {{ .secrets["deploy-key"] }}');

  // A block of headers makes rows; a row goes up by the keyboard.
  await headers.getByRole("button", { name: "Add to Headers" }).click();
  await expect(name).toBeFocused();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "ACCEPT: application/json\nX-Team: platform");
    const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(paste);
  });
  await expect(field("Accept in Headers")).toHaveValue("application/json");
  await expect(field("X-Team in Headers")).toHaveValue("platform");
  const handle = headers.getByRole("button", { name: "Move X-Team", exact: true });
  await handle.press("Home");
  await expect(
    headers.getByRole("listitem").first().getByLabel("X-Team in Headers", { exact: true }),
  ).toBeVisible();

  // The body by its fields, with types; as it is sent; then as JSON and back.
  const body = inspector.locator('[data-at$="/config/body"]');
  await expect(field("count in Body")).toHaveValue("2");
  await field("Type of count in Body").click();
  await page.getByRole("option", { name: "Text", exact: true }).click();
  await field("count in Body").fill("{{ .outputs.trigger.replicas }}");
  await body.getByRole("button", { name: "Preview of Body" }).click();
  const sent = inspector.getByRole("region", { name: "Body as it is sent" });
  await expect(sent).toHaveText(/"name": "checkout",\s+"count": 3\s/);
  await body.getByRole("button", { name: "JSON", exact: true }).click();
  const json = field("Body");
  await json.fill('{"name": "a", "deep": {"x": ');
  await expect(body.getByRole("alert")).toContainText("Not kept yet");
  await json.fill('{"name": "a", "deep": {"x": "{{ .outputs.trigger.replicas + 1 }}"}}');
  await expect(sent).toHaveText(/"x": 4/);
  await body.getByRole("button", { name: "Fields", exact: true }).click();
  await expect(field("deep in Body")).toHaveValue(/"x": /);
  await body.getByRole("button", { name: "Text", exact: true }).click();
  await expect(json).toHaveValue(/"deep": /);
  await body.getByRole("button", { name: "Fields", exact: true }).click();
  await expect(field("name in Body")).toHaveValue("a");

  // Each keystroke is in the document's text.
  const panel = await editor.openJson();
  await field("name in Body").fill("written in the form");
  await expect(panel.locator(".view-lines")).toContainText("written in the form");
});
