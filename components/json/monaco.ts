import { loader } from "@monaco-editor/react";
import * as monaco from "monaco-editor/editor";
// The JSON language loads all of them later anyway, and by then it is too late for their services.
import "monaco-editor/features/register.all";
import { jsonDefaults } from "monaco-editor/languages/features/json/register";
import { tokenizeLine, tokenizeScratch } from "@/lib/editor/language/tokens";
import { nodeTypes } from "@/lib/nodes/definitions";
import { nodeJsonSchema, toJsonSchema } from "@/lib/workflow/document";

// This file is megabytes of code: only `json-editor.tsx` imports it, and that only when a JSON tab opens.

const scope: { MonacoEnvironment?: monaco.Environment | undefined } = globalThis;

scope.MonacoEnvironment = {
  getWorker: (_id, label) =>
    label === "json"
      ? new Worker(new URL("./workers/json.worker.ts", import.meta.url), { type: "module" })
      : new Worker(new URL("./workers/editor.worker.ts", import.meta.url), { type: "module" }),
};

// Without this the wrapper would fetch Monaco from a CDN.
loader.config({ monaco: monaco as never });

/** File names of models; the JSON Schema goes by them. */
export const schemaFile = {
  document: "workflow.json",
  node: (type: string) => `node-${type === "" ? "any" : type}.json`,
};

const schema = (file: string, content: object) => ({
  uri: `slipway://schema/${file}`,
  fileMatch: [`*/${file}`],
  schema: content,
});

jsonDefaults.setModeConfiguration({
  ...jsonDefaults.modeConfiguration,
  tokens: false,
  colors: false,
  diagnostics: false,
});
jsonDefaults.setDiagnosticsOptions({
  // Our own checks say more than the schema can, with fixes; the schema completes and explains.
  validate: false,
  enableSchemaRequest: false,
  schemas: [
    schema(schemaFile.document, toJsonSchema()),
    schema(schemaFile.node(""), nodeJsonSchema("")),
    ...nodeTypes.map((type) => schema(schemaFile.node(type), nodeJsonSchema(type))),
  ],
});

const state: monaco.languages.IState = { clone: () => state, equals: () => true };

monaco.languages.setTokensProvider("json", {
  getInitialState: () => state,
  tokenize: (line) => ({ tokens: tokenizeLine(line), endState: state }),
});

for (const syntax of ["jq", "template"] as const) {
  const id = `slipway-${syntax}`;
  monaco.languages.register({ id });
  monaco.languages.setLanguageConfiguration(id, {
    brackets: [
      ["(", ")"],
      ["[", "]"],
      ["{", "}"],
    ],
    autoClosingPairs: [
      { open: "(", close: ")" },
      { open: "[", close: "]" },
      { open: "{", close: "}" },
      { open: '"', close: '"', notIn: ["string"] },
    ],
  });
  monaco.languages.setTokensProvider(id, {
    getInitialState: () => state,
    tokenize: (line) => ({ tokens: tokenizeScratch(line, syntax), endState: state }),
  });
}

export { monaco };
