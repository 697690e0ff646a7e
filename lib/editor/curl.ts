import type { StoreApi } from "zustand";
import type { Json } from "../base/json";
import { fromPointer, toPointer } from "../base/pointer";
import { referencesOf } from "../template/references";
import type { FlagFate } from "../workflow/curl/draft";
import { type CurlCommand, readCurl } from "../workflow/curl/read";
import type { WorkflowDocument } from "../workflow/document";
import { editText } from "../workflow/text-edit";
import type { Position } from "./api-types";
import { pasteNodes } from "./clipboard";
import type { EditorStore, Refusal } from "./store-types";
import { templatesIn } from "./templates-in";

/** What came of a pasted command: the flags' fates, or why nothing was changed. */
export type CurlPaste = Refusal | { report: FlagFate[] };

/** Adds a WEBHOOK made of a `curl` command at a place, as one step. */
export function pasteCurl(store: StoreApi<EditorStore>, text: string, at: Position): CurlPaste {
  const command = read(store, text);
  if ("refused" in command) return command;
  const pasted = pasteNodes(store, JSON.stringify({ title: "Webhook", config: command.config }), at);
  if (pasted === undefined) return { refused: "The workflow's text cannot be read yet." };
  return "refused" in pasted ? pasted : { report: command.report };
}

/** Makes the request of a WEBHOOK that of a `curl` command, as one step; its other settings stay. */
export function replaceByCurl(store: StoreApi<EditorStore>, config: string, text: string): CurlPaste {
  const command = read(store, text);
  if ("refused" in command) return command;
  const fields = ["url", "method", "headers", "body"] as const;
  const changes = fields.map((field) => ({
    at: toPointer([...fromPointer(config), field]),
    value: command.config[field],
  }));
  const refused = store.getState().actions.edit((before) => editText(before, changes));
  return refused ?? { report: command.report };
}

function read(store: StoreApi<EditorStore>, text: string): CurlCommand | Refusal {
  const { document } = store.getState();
  const command = readCurl(text, document ? secretsOf(document) : []);
  return command.ok ? command.value : { refused: command.error };
}

/** Names of the secrets that a workflow reads already: what a shell variable most likely stands for. */
function secretsOf(document: WorkflowDocument): string[] {
  const names = templatesIn(document as unknown as Json, () => false).flatMap(({ text }) =>
    referencesOf(text)
      .filter(({ root }) => root === "secrets")
      .flatMap(({ path: [name] }) => (typeof name === "string" ? [name] : [])),
  );
  return [...new Set(names)];
}
