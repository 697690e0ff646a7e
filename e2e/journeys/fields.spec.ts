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

  // The arrow keys choose; a secret is written in its brackets.
  await url.fill("");
  await url.press("Control+ ");
  await url.press("Enter");
  await url.pressSequentially("e");
  await expect(list.getByRole("option").first()).toBeVisible();
  await url.press("Backspace");
  await url.pressSequentially(".secrets.");
  await expect(list.getByRole("option").first()).toContainText("deploy-key");
  await url.press("ArrowDown");
  await url.press("ArrowUp");
  await url.press("Enter");
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
