import { App } from "../harness/app";
import { Client } from "../harness/client";
import { startExample } from "./example";
import { startGithub } from "./github";
import type { Host } from "./host";
import { type PortHost, startPort } from "./port";
import { startSlack } from "./slack";

const credentials = { clientId: "client-id-value", clientSecret: "client-secret-value" };

/** Values of the secrets that the examples read; one needs escaping in an address. */
export const secretValues: Record<string, string> = {
  "api-token": "api-token-value-41",
  "api-key": "api-key-value-42",
  "webhook-token": "webhook-token+value/43",
  "github-token": "ghp_tokenValue44",
};

/** The app with Port's credentials and every secret, and a stand-in for each host of the examples. */
export interface StandIns {
  app: App;
  client: Client;
  example: Host;
  slack: Host;
  github: Host;
  port: PortHost;
  close(): Promise<void>;
}

/** Starts them; the environment `Stand-ins` of the app sends each host there. */
export async function startStandIns({ expiresIn = 10_800 } = {}): Promise<StandIns> {
  const example = await startExample();
  const slack = await startSlack();
  const github = await startGithub(secretValues["github-token"] ?? "");
  const port = await startPort(credentials, { expiresIn, redirectTo: `${example.url}/redirected` });
  const app = await App.start({
    PORT_CLIENT_ID: credentials.clientId,
    PORT_CLIENT_SECRET: credentials.clientSecret,
    PORT_BASE_URL: port.host.url,
    SLIPWAY_EGRESS_ALLOW: `127.0.0.1:${port.host.port}`,
  });
  const client = new Client(app);
  for (const [name, value] of Object.entries(secretValues)) await client.saveSecret(name, value);
  await client.saveEnvironment("Stand-ins", {
    "https://api.example.com": example.url,
    "https://hooks.slack.com": slack.url,
    "https://api.github.com": github.url,
    "https://api.getport.io": port.host.url,
  });
  return {
    ...{ app, client, example, slack, github, port },
    close: async () => {
      await app.dispose();
      await Promise.all([example, slack, github, port.host].map((host) => host.close()));
    },
  };
}
