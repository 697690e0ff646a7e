import { type Account, type Accounts, type Services, serviceUrls } from "../nodes/services";

/** A token that is worth nothing: what the Playground gets in place of the server's own. */
const sample = (name: string): string => `sample-${name}-token`;

const at = (name: keyof typeof serviceUrls): Account => ({ url: serviceUrls[name], token: sample(name) });

/**
 * The services as a run in the Playground has them: at the addresses that its hosts map knows, with sample
 * credentials, and with a topic of nobody's. Nothing of the server's settings goes there.
 */
export function playgroundServices(services: Services): Services {
  const accounts: Accounts = {
    github: at("github"),
    gitlab: at("gitlab"),
    azure: { url: `${serviceUrls.azure}/playground`, token: sample("azure") },
    cursor: { url: serviceUrls.cursor },
    ai: { ...at("openai"), provider: "openai", model: "playground" },
  };
  return {
    ...services,
    accounts,
    polling: { first: 500, longest: 2_000, limit: 60_000 },
    publish: async () => ({ ok: true, partition: 0, offset: "0", playground: true }),
  };
}
