import { expect, test } from "vitest";
import { definitions } from "../definitions";

const { initial, problems } = definitions.INTEGRATION_ACTION;

test("what Slipway cannot run, and secrets, are warned of where they are written", () => {
  const found = problems?.({
    ...initial(),
    integrationProvider: "jira",
    integrationInvocationType: "create_issue",
    integrationActionExecutionProperties: {
      a: ["x", '{{ .secrets["k"] }}'],
      b: { c: "{{ .outputs.trigger.secrets }}" },
    },
  });
  expect(found).toMatchObject([
    { code: "integration/unsupported", severity: "warning", at: "/integrationInvocationType" },
    { code: "integration/secret", severity: "warning", at: "/integrationActionExecutionProperties/a/1" },
  ]);
});

test.each([
  ["github-ocean", "dispatch_workflow"],
  ["GITHUB", "CREATE"],
  ["gitlab-v2", "trigger_pipeline"],
  ["AZURE_DEVOPS", "trigger_pipeline"],
])("%s %s is run by Slipway", (integrationProvider, integrationInvocationType) => {
  expect(problems?.({ ...initial(), integrationProvider, integrationInvocationType })).toEqual([]);
});
