import { expect, test } from "@playwright/test";
import { chain, type NodeDraft, webhook } from "../harness/workflow";
import { type StandIns, startStandIns } from "../hosts/stand-ins";

const entities = "https://api.getport.io/v1/blueprints/service/entities";
const entity = (identifier: string, more = {}) =>
  webhook(identifier, entities, { body: { identifier }, ...more });

async function withHosts(options: { expiresIn?: number }, use: (hosts: StandIns) => Promise<void>) {
  const hosts = await startStandIns(options);
  try {
    await use(hosts);
  } finally {
    await hosts.close();
  }
}

async function run({ client }: StandIns, name: string, nodes: NodeDraft[]) {
  const workflow = await client.addWorkflow(chain(name, nodes));
  return await client.ended(await client.start(workflow, {}, "Stand-ins"));
}

test("a token is asked for once and kept, and asked for once more after it was revoked", async () => {
  await withHosts({}, async (hosts) => {
    const { port } = hosts;
    expect((await run(hosts, "keeps", [entity("a"), entity("b"), entity("c")])).result).toBe("SUCCESS");
    expect(port.logins()).toHaveLength(1);

    port.revoke();
    expect((await run(hosts, "retries", [entity("d"), entity("e")])).result).toBe("SUCCESS");
    expect(port.logins()).toHaveLength(2);
    // a, b, c, then d refused and sent again, then e.
    expect(port.calls()).toHaveLength(6);
  });
});

test("a token that expires is replaced once, before it is refused", async () => {
  await withHosts({ expiresIn: 2 }, async (hosts) => {
    const { port } = hosts;
    let runs = 0;
    const logins = async () => {
      runs++;
      expect((await run(hosts, `expires_${runs}`, [entity("a")])).result).toBe("SUCCESS");
      return port.logins().length;
    };
    await expect.poll(logins).toBe(2);
    // A call that was refused would have been sent twice.
    expect(port.calls()).toHaveLength(runs);
  });
});

test("runs at the same time share one login", async () => {
  await withHosts({}, async (hosts) => {
    const { client } = hosts;
    const workflow = await client.addWorkflow(chain("together", [entity("a")]));
    const runs = await Promise.all(Array.from({ length: 8 }, () => client.start(workflow, {}, "Stand-ins")));
    for (const started of runs) expect((await client.ended(started)).result).toBe("SUCCESS");
    expect(hosts.port.logins()).toHaveLength(1);
  });
});

test("an Authorization of the author wins", async () => {
  await withHosts({}, async (hosts) => {
    const state = await run(hosts, "own", [entity("a", { headers: { authorization: "Bearer mine" } })]);
    expect(state.result).toBe("FAILED");
    expect(hosts.port.calls()[0]?.headers.authorization).toBe("Bearer mine");
    expect(hosts.port.logins()).toHaveLength(0);
  });
});

test("the token does not follow a redirect to another origin", async () => {
  await withHosts({}, async (hosts) => {
    const { client, port, example } = hosts;
    await client.saveEnvironment("Stand-ins", {
      "https://api.getport.io": port.host.url,
      "https://api.example.com": example.url,
    });
    await run(hosts, "redirected", [webhook("go", "https://api.getport.io/v1/elsewhere")]);
    expect(port.calls()).toHaveLength(1);
    expect(example.got).toHaveLength(1);
    expect(example.got[0]?.headers.authorization).toBeUndefined();
  });
});
