/** An action that Slipway runs itself, by the provider's current name and the names it had (reference 3.4). */
export interface Supported {
  provider: "github-ocean" | "gitlab-v2" | "azure-devops";
  names: RegExp;
  invocation: string;
}

export const supported: readonly Supported[] = [
  { provider: "github-ocean", names: /^github/i, invocation: "dispatch_workflow" },
  { provider: "gitlab-v2", names: /^gitlab/i, invocation: "trigger_pipeline" },
  { provider: "azure-devops", names: /^azure[-_]?devops/i, invocation: "trigger_pipeline" },
];

/** The one that is meant: the first generation called each provider's only action `CREATE`. */
export const supportedAction = (provider: string, invocation: string): Supported | undefined =>
  supported.find((one) => one.names.test(provider) && [one.invocation, "CREATE"].includes(invocation));

/** What Slipway runs, as a sentence lists it. */
export const supportedList = supported.map((one) => `${one.provider} ${one.invocation}`).join(", ");
