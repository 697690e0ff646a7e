import { expect, test } from "../harness/test";

/*
 * A program written against Port's API for workflows, which knows a base address and the credentials of a client
 * and nothing else of us.
 */

class PortClient {
  readonly #base: string;
  #token = "";

  constructor(base: string) {
    this.#base = base;
  }

  async signIn(clientId: string, clientSecret: string): Promise<void> {
    const answer = await this.call("POST", "/auth/access_token", { clientId, clientSecret });
    this.#token = String(answer.accessToken);
  }

  async call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.#base}/v1${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(this.#token === "" ? {} : { authorization: `Bearer ${this.#token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    if (answer.ok !== true)
      throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }
}

interface Run {
  identifier: string;
  status: string;
  result: string | null;
  createdBy: string;
  nodeRuns: { identifier: string; status: string; node: { identifier: string } }[];
}

const workflow = (receiver: string) => ({
  identifier: "written-for-port",
  title: "Written for Port",
  nodes: [
    {
      identifier: "trigger",
      config: {
        type: "SELF_SERVE_TRIGGER",
        userInputs: { properties: { service: { type: "string" } }, required: ["service"] },
      },
    },
    {
      identifier: "build",
      config: {
        type: "WEBHOOK",
        url: receiver,
        synchronized: false,
        body: { service: "{{ .outputs.trigger.service }}", nodeRun: "{{ .workflowNodeRun.identifier }}" },
      },
    },
  ],
  connections: [{ sourceIdentifier: "trigger", targetIdentifier: "build" }],
});

test.use({ settings: { SLIPWAY_API_AUTH: "required", SLIPWAY_ASYNC_WEBHOOKS: "wait" } });

test("token, create, run, poll, report, read the log", async ({ app, client }) => {
  const made = await client.call<{ client: { id: string }; secret: string }>("POST", "/api/clients", {
    name: "CI",
    role: "Admin",
  });
  const port = new PortClient(app.url);
  await expect(port.call("GET", "/workflows")).rejects.toThrow(/401/);
  await port.signIn(made.body.client.id, made.body.secret);

  const created = await port.call("POST", "/workflows", workflow("https://api.example.com/builds"));
  expect(created.workflow).toMatchObject({ identifier: "written-for-port", createdBy: made.body.client.id });
  const { triggers } = (await port.call("GET", "/workflows/self-service-triggers")) as { triggers: object[] };
  expect(triggers).toMatchObject([{ workflowIdentifier: "written-for-port", nodeIdentifier: "trigger" }]);

  const started = await port.call("POST", "/workflows/written-for-port/runs", {
    nodeIdentifier: "trigger",
    inputs: { service: "billing" },
    environment: "Playground",
  });
  const { identifier } = started.workflowRun as Run;
  const read = async () => (await port.call("GET", `/workflows/runs/${identifier}`)).workflowRun as Run;
  let nodeRun = "";
  await expect
    .poll(async () => {
      const open = (await read()).nodeRuns.find(({ node }) => node.identifier === "build");
      nodeRun = open?.identifier ?? "";
      return open?.status;
    })
    .toBe("IN_PROGRESS");

  await port.call("PATCH", `/workflows/nodes/runs/${nodeRun}`, {
    status: "IN_PROGRESS",
    externalRunId: "build-7",
    links: ["https://ci.example.com/7"],
    logs: [{ logLevel: "INFO", log: "Compiling", tags: {} }],
  });
  const found = await port.call("GET", "/workflows/nodes/runs?external_run_id=build-7&include=nodeConfig");
  expect(found.nodeRuns).toMatchObject([{ identifier: nodeRun, config: { type: "WEBHOOK" } }]);
  await port.call("POST", `/workflows/nodes/runs/${nodeRun}/logs`, {
    logs: [{ level: "WARN", message: "Two tests are slow" }],
  });
  await port.call("PATCH", `/workflows/nodes/runs/${nodeRun}`, {
    status: "COMPLETED",
    result: "SUCCESS",
    output: { artifact: "billing-7.tar.gz" },
  });

  await expect.poll(async () => (await read()).status).toBe("COMPLETED");
  expect(await read()).toMatchObject({
    result: "SUCCESS",
    createdBy: made.body.client.id,
    variables: { outputs: { build: { artifact: "billing-7.tar.gz" } } },
  });
  const { logs } = (await port.call("GET", `/workflows/runs/${identifier}/logs`)) as {
    logs: { message: string; level: string }[];
  };
  expect(logs.map(({ message }) => message)).toEqual(
    expect.arrayContaining(["Compiling", "Two tests are slow"]),
  );
  const list = await port.call(
    "GET",
    "/workflows/runs?workflowIdentifiers[]=written-for-port&results=SUCCESS",
  );
  expect((list.workflowRuns as Run[]).map((run) => run.identifier)).toEqual([identifier]);

  // The settings end it.
  await client.call("DELETE", `/api/clients/${made.body.client.id}`);
  await expect(port.call("GET", "/workflows")).rejects.toThrow(/401/);
});
