import "server-only";
import type { RunEvent } from "../../run/events";
import { call } from "./calling";

let count = 0;

/** A published workflow: a form with a required name, then one webhook. */
export async function publish(config: object = {}): Promise<string> {
  count += 1;
  const identifier = `runs_${count}`;
  const userInputs = {
    properties: { name: { type: "string", title: "Name" }, times: { type: "number", default: 2 } },
    required: ["name"],
  };
  const made = await call("POST", "/v1/workflows", {
    identifier,
    title: "Runs",
    nodes: [
      { identifier: "start", config: { type: "SELF_SERVE_TRIGGER", userInputs } },
      {
        identifier: "call",
        title: "Call",
        config: {
          type: "WEBHOOK",
          url: "https://api.example.com/webhook",
          body: { name: "{{ .outputs.start.name }}", times: "{{ .outputs.start.times }}" },
          ...config,
        },
      },
    ],
    connections: [{ sourceIdentifier: "start", targetIdentifier: "call" }],
  });
  if (made.status !== 201) throw new Error(made.text);
  return identifier;
}

/** What starts a run of such a workflow in the Playground. */
export const inPlayground = { inputs: { name: "n" }, environment: "Playground" };

/** The events of a run, read from its stream to the end. */
export async function eventsOf(
  run: string,
  headers: Record<string, string> = {},
  query = "",
): Promise<RunEvent[]> {
  const { text } = await call("GET", `/api/runs/${run}/events${query}`, undefined, headers);
  return text
    .split("\n\n")
    .flatMap((block) => block.split("\n").filter((line) => line.startsWith("data: ")))
    .map((line) => JSON.parse(line.slice("data: ".length)) as RunEvent);
}

/** What the tests read of a run in Port's shape. */
export interface PortRun {
  identifier: string;
  nodeRuns: { identifier: string; node: { identifier: string }; output: unknown }[];
}

/** Starts a run and waits for its end. */
export const waited = async (identifier: string, body: object = inPlayground) => {
  const answer = await call("POST", `/v1/workflows/${identifier}/runs`, body, { prefer: "wait=30" });
  if (answer.status !== 201) throw new Error(answer.text);
  return { answer, run: answer.json.workflowRun as PortRun };
};
