import { expect, it } from "vitest";
import { newsOf } from "./step-words";

it.each([
  ["Add Webhook", "Added Webhook"],
  ["Connect a to b", "Connected a to b"],
  ["Move 2 nodes", "Moved 2 nodes"],
  ["Tidy the layout", "Tidied the layout"],
  ["Delete call", "Deleted call. Undo with Ctrl+Z"],
  ["Delete call and reconnect", "Deleted call and reconnected. Undo with Ctrl+Z"],
  ["Typing in JSON", "Typing in JSON"],
])("tells the step %s as %s", (label, news) => {
  expect(newsOf(label, "Ctrl+Z")).toBe(news);
});
