import type { Locator, Page } from "@playwright/test";
import { Editor } from "../harness/editor";
import { expect, test } from "../harness/test";

const workflow = {
  identifier: "understand",
  title: "Understand",
  nodes: [
    {
      identifier: "start",
      title: "Start",
      config: {
        type: "SELF_SERVE_TRIGGER",
        userInputs: {
          properties: {
            service: { type: "string", title: "Service", default: "checkout" },
            tags: {
              type: "array",
              title: "Tags",
              default: [
                { name: "web", owner: "ann" },
                { name: "api", owner: "bob" },
              ],
            },
          },
        },
      },
    },
    {
      identifier: "call",
      title: "Call",
      config: {
        type: "WEBHOOK",
        url: "https://api.example.com/resources",
        method: "POST",
        body: {
          names: "{{ .outputs.start.tags | map(.owner | ascii_upcase) }}",
          service: "{{ .outputs.start.servce }}",
        },
      },
    },
  ],
  connections: [{ sourceIdentifier: "start", targetIdentifier: "call" }],
};

async function open(page: Page): Promise<Editor> {
  const editor = new Editor(page);
  const identifier = `understand_${test.info().line}`;
  await editor.importText(JSON.stringify({ ...workflow, identifier }, null, 2));
  await editor.select("call");
  return editor;
}

/** Waits for a suggestion; asks again when typing was faster than the values that suggestions need. */
async function expectSuggestion(page: Page, text: string): Promise<void> {
  const list = page.locator(".suggest-widget.visible");
  await expect(async () => {
    if (!(await list.isVisible())) await page.keyboard.press("Control+Space");
    await expect(list).toContainText(text, { timeout: 5_000 });
  }).toPass({ timeout: 60_000 });
}

async function openNodeJson(editor: Editor): Promise<Locator> {
  await editor.inspector.getByRole("tab", { name: "JSON" }).click();
  const lines = editor.inspector.locator(".view-lines");
  await expect(lines).toContainText("names");
  return lines;
}

/** Puts the caret behind a text of the node's JSON and types. */
async function typeAfter(editor: Editor, lines: Locator, text: string, typed: string): Promise<void> {
  await lines.click();
  await editor.caretAfter(text);
  await editor.page.keyboard.type(typed);
}

/** Moves the mouse over a word of the text; Monaco has no element for each word. */
async function hoverText(lines: Locator, word: string): Promise<void> {
  const at = await lines.evaluate((root, wanted) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const index = node.nodeValue?.indexOf(wanted) ?? -1;
      if (index === -1) continue;
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + wanted.length);
      const box = range.getBoundingClientRect();
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }
    return undefined;
  }, word);
  if (at === undefined) throw new Error(`The text shows no "${word}".`);
  await lines.page().mouse.move(at.x - 2, at.y);
  await lines.page().mouse.move(at.x, at.y);
}

test("hovering tells value, type and origin, inside nested expressions and on functions too", async ({
  page,
}) => {
  const editor = await open(page);
  const lines = await openNodeJson(editor);
  await expect(lines).toContainText('"ANN","BOB"');
  const hover = page.locator(".monaco-hover:visible");
  const leave = async () => {
    await page.mouse.move(10, 400);
    await expect(hover).toHaveCount(0);
  };

  await hoverText(lines, "tags");
  await expect(hover).toContainText(".outputs.start.tags · array · sample inputs");
  await leave();
  await hoverText(lines, "owner");
  await expect(hover).toContainText(".owner · string · 2 values · sample inputs");
  await leave();
  await hoverText(lines, "ascii_upcase");
  await expect(hover).toContainText("ascii_upcase");
  await expect(hover).toContainText("# ");
});

test("a field of the form tells value, type and origin of what is written in it", async ({ page }) => {
  const editor = await open(page);
  await editor.fill("URL", "https://api.example.com/{{ .outputs.start.tags | length }}");
  const preview = editor.inspector.getByRole("status").filter({ hasText: "https://api.example.com/2" });
  await preview.hover();
  const tip = page.getByRole("tooltip");
  await expect(tip).toContainText("https://api.example.com/2");
  await expect(tip).toContainText("string · From sample inputs");
});

test("an empty preview explains itself, and one click writes the name that was meant", async ({ page }) => {
  const editor = await open(page);

  await test.step("in the text", async () => {
    const lines = await openNodeJson(editor);
    await lines.locator(".slip-why", { hasText: "empty" }).first().click();
    const why = page.getByRole("dialog", { name: "Why is this empty?" });
    await expect(why).toContainText('.outputs.start has no "servce"');
    await expect(why.locator("mark")).toHaveText("servce");
    await expect(lines.locator(".slip-why-step")).toHaveText("servce");
    await expect(why.getByRole("button", { name: "tags" })).toBeVisible();
    await why.getByRole("button", { name: "Use service" }).click();
    await expect(why).toBeHidden();
    await expect(lines).toContainText("→ checkout");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(lines).toContainText("servce");
  });

  await test.step("by the light bulb, without a mouse", async () => {
    const lines = editor.inspector.locator(".view-lines");
    await lines.click();
    await editor.caretAfter(".start.servce");
    await page.keyboard.press("ControlOrMeta+.");
    // The fix comes first, the explanation behind it.
    await expect(page.locator(".action-widget").first()).toContainText(
      /Use service[\s\S]*Why is this empty\?/,
    );
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const why = page.getByRole("dialog", { name: "Why is this empty?" });
    await expect(why).toContainText("Did you mean service?");
    await page.keyboard.press("Escape");
    await expect(why).toBeHidden();
  });

  await test.step("beneath a field of the form", async () => {
    await editor.inspector.getByRole("tab", { name: "Form" }).click();
    await editor.fill("URL", "https://api.example.com/{{ .outputs.strt.service }}");
    // The body's field offers an explanation of its own, and may do so before the preview of this one is there.
    const field = editor.inspector.locator('[data-at$="/config/url"]');
    await field.getByRole("button", { name: "Why is this empty?" }).click();
    const why = page.getByRole("dialog", { name: "Why is this empty?" });
    await expect(why).toContainText('No node is called "strt".');
    await why.getByRole("button", { name: "Use start" }).click();
    await expect(editor.inspector.getByLabel("URL", { exact: true })).toHaveValue(
      "https://api.example.com/{{ .outputs.start.service }}",
    );
  });
});

test("completion and signatures work inside nested expressions", async ({ page }) => {
  const editor = await open(page);
  const lines = await openNodeJson(editor);

  await typeAfter(editor, lines, "{{ .outputs.start.tags", " | map(select(.");
  await expectSuggestion(page, "owner");
  await page.keyboard.type("ow");
  await page.keyboard.press("Tab");
  await expect(lines).toContainText("map(select(.owner");

  await page.keyboard.type(" | sub(");
  const hints = page.locator(".parameter-hints-widget.visible");
  await expect(hints).toContainText("sub(regex; text)");
  await page.keyboard.type("'a'; ");
  await expect(hints.locator(".parameter.active")).toHaveText("text");
});

test("an expression is formatted, and a node is renamed where it is read", async ({ page }) => {
  const editor = await open(page);
  const lines = await openNodeJson(editor);
  // What is shown is wrapped, so the text itself is read.
  const json = editor.inspector.getByRole("textbox", { name: "JSON of call" });
  const has = (text: string) => expect.poll(() => json.inputValue()).toContain(text);

  await test.step("the expression at the caret, and no other", async () => {
    await typeAfter(editor, lines, "{{ .outputs.start.tags", "|length|.+1 ");
    await page.keyboard.press("Shift+Alt+E");
    await has("{{ .outputs.start.tags | length | . + 1 | map(.owner | ascii_upcase) }}");
    await has("{{ .outputs.start.servce }}");
  });

  await test.step("everywhere that reads it", async () => {
    await editor.caretAfter(".outputs.start.ser");
    for (let step = 0; step < 6; step++) await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("F2");
    const box = page.getByRole("textbox", { name: /^Rename input/ });
    await box.fill("not allowed");
    await page.keyboard.press("Enter");
    await expect(page.getByText("Use letters, digits and @ _ : - only.", { exact: true })).toBeVisible();
    await page.keyboard.press("F2");
    await box.fill("the-form");
    await page.keyboard.press("Enter");
    await has('{{ .outputs[\\"the-form\\"].servce }}');
    await has('{{ .outputs[\\"the-form\\"].tags | length');
    await expect(editor.node("the-form")).toBeVisible();
  });

  await test.step("from the node's own form, and back", async () => {
    await editor.select("the-form");
    await editor.inspector.getByRole("tab", { name: "Form" }).click();
    const identifier = editor.inspector.getByLabel("Identifier", { exact: true });
    await identifier.fill("first");
    await identifier.press("Enter");
    await editor.select("call");
    await (await openNodeJson(editor)).click();
    await has('{{ .outputs[\\"first\\"].servce }}');
  });
});

test("a recorded request shows which secret each piece came from", async ({ page, client }) => {
  await client.saveSecret("user-name", "grace-hopper-1906");
  await client.saveSecret("pin", "48151623");
  const editor = new Editor(page);
  const [trigger, call] = workflow.nodes;
  const config = {
    type: "WEBHOOK",
    url: 'https://api.example.com/webhook?user={{ .secrets["user-name"] | @uri }}&x=1',
    method: "POST",
    headers: {
      "X-Both": '{{ .secrets["user-name"] }} and {{ .secrets.pin }}',
      Authorization: 'Basic {{ "\\(.secrets["user-name"]):\\(.secrets.pin)" | @base64 }}',
    },
    body: {
      next: "{{ .secrets.pin | tonumber + 1 }}",
      codes: "{{ .secrets.pin[:2] | explode }}",
      "is-{{ .secrets.pin }}": "plain",
      text: 'from {{ .outputs.start.service }} to {{ .secrets["user-name"][:5] | ascii_upcase }}',
    },
  };
  const document = { ...workflow, identifier: "spans", nodes: [trigger, { ...call, config }] };
  await editor.importText(JSON.stringify(document, null, 2));
  await editor.run({ Service: "billing" });
  await editor.expectState("call", "success");
  const details = await editor.openNodeRun("Call", "Request");
  const user = "secret user-name";
  const pin = "secret pin";

  await expect(details).toContainText(`https://api.example.com/webhook?user=${user}&x=1`);
  const tree = details.getByRole("tree", { name: "Request body" });
  await expect(tree.getByRole("treeitem", { name: "next" })).toContainText(pin);
  await expect(tree.getByRole("treeitem", { name: "text" })).toContainText(`from billing to ${user}`);
  await expect(tree.getByRole("treeitem", { name: /^is-/ })).toContainText(`is-${pin}`);
  await details.getByRole("button", { name: "Expand all" }).click();
  await expect(tree.getByRole("treeitem", { name: "0:" })).toContainText(pin);

  await details.getByText(/^\d+ headers$/).click();
  await expect(details.getByRole("row", { name: "X-Both" })).toContainText(`${user} and ${pin}`);
  await expect(details.getByRole("row", { name: "Authorization" })).toContainText(
    "Basic secret user-name, pin",
  );
  for (const value of ["grace", "48151623", "48151624"]) await expect(details).not.toContainText(value);
});

test("the scratchpad evaluates any expression against a run", async ({ page }) => {
  const editor = await open(page);
  await editor.run({ Service: "billing" });
  await editor.expectState("call", "success");
  await editor.select("call");
  await editor.inspector.getByLabel("URL", { exact: true }).focus();

  await page.keyboard.press("ControlOrMeta+K");
  await page.getByRole("combobox", { name: "Search commands" }).fill("scratchpad");
  await page.keyboard.press("Enter");
  const pad = page.getByRole("region", { name: "Scratchpad" });
  await pad.getByRole("button", { name: "Try .outputs | keys" }).click();
  await expect(pad.getByRole("tree", { name: "Output" })).toContainText("call");

  const write = async (text: string) => {
    await pad.locator(".view-lines").click();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(text);
    await page.keyboard.press("Escape");
  };
  const outputs = pad.getByRole("list", { name: "Outputs" });

  await test.step("all outputs, with types, and completion from the run", async () => {
    await pad.locator(".view-lines").click();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(".outputs.start.tags[] | .");
    await expectSuggestion(page, "owner");
    await page.keyboard.type("owner");
    await page.keyboard.press("Escape");
    await expect(outputs.getByRole("listitem")).toHaveCount(2);
    await expect(pad.getByRole("status", { name: "Result" })).toContainText(/string · 2 outputs · /);
    await page.keyboard.press("Enter");
  });

  await test.step("an error has its place, a hint and the outputs before it", async () => {
    await write(".outputs.start.service | upper");
    await expect(pad.getByRole("alert")).toContainText("ascii_upcase");
    await expect(pad.getByRole("alert")).toContainText("line 1, column 26");
  });

  await test.step("a hundred outputs at most, and what never ends is stopped", async () => {
    await write("range(1e9)");
    await expect(outputs.getByRole("listitem")).toHaveCount(100);
    await expect(pad).toContainText("There are more than 100 outputs");
    await write("last(range(1e9))");
    await expect(pad.getByRole("alert")).toContainText("steps");
  });

  await test.step("a node sees what ran before it", async () => {
    await write(".outputs | keys");
    await expect(pad.getByRole("tree")).toContainText("call");
    await pad.getByLabel("Seen by").click();
    await page.getByRole("option", { name: "As Call sees it" }).click();
    await expect(pad.getByRole("tree")).not.toContainText("call");
    await pad.getByLabel("Data").click();
    await page.getByRole("option", { name: /^Sample inputs/ }).click();
    await write(".outputs.start.service");
    await expect(pad.getByRole("tree")).toContainText("checkout");
  });
});

test("the scratchpad keeps what was evaluated, and puts it into the field", async ({ page }) => {
  const editor = await open(page);
  await editor.drawer.getByRole("tab", { name: "Scratchpad" }).click();
  const pad = page.getByRole("region", { name: "Scratchpad" });
  const lines = pad.locator(".view-lines");
  await lines.click();
  for (const text of [".outputs.start.tags", ".outputs.start.service"]) {
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type(text);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
  }
  await expect(pad.getByRole("tree")).toContainText("checkout");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(lines).toContainText(".outputs.start.tags");
  await page.keyboard.press("ArrowDown");
  await expect(lines).toContainText(".outputs.start.service");

  await page.reload();
  await expect(lines).toContainText(".outputs.start.service");
  await editor.select("call");
  await editor.inspector.getByLabel("URL", { exact: true }).press("End");
  await pad.getByRole("button", { name: "Insert into URL" }).click();
  await expect(editor.inspector.getByLabel("URL", { exact: true })).toHaveValue(
    "https://api.example.com/resources{{ .outputs.start.service }}",
  );

  // A row of the query says which parameter it is.
  await editor.inspector.getByRole("button", { name: "Add query parameter" }).click();
  await editor.inspector.getByLabel("Name of query parameter 1").fill("of");
  await editor.inspector.getByLabel("Value of query parameter 1").focus();
  await pad.getByRole("button", { name: "Insert into query parameter of" }).click();
  await expect(editor.inspector.getByLabel("URL", { exact: true })).toHaveValue(/\?of=\{\{ \.outputs/);
});
