import type { Question, Reply, Service } from "../jobs/ask";
import type { JobKind } from "../jobs/job";
import type { Accounts } from "../services";
import { azurePipeline } from "./azure";
import { githubWorkflow } from "./github";
import { gitlabPipeline } from "./gitlab";
import type { Properties } from "./properties";
import type { Supported } from "./supported";

/** One action of one provider that Slipway itself can run. */
export interface Action {
  service(accounts: Accounts): Service;
  job(properties: Properties, ask: (question: Question) => Promise<Reply>): JobKind;
  /** Whether the node waits for the end; on unless a property says otherwise. */
  report(properties: Properties): boolean;
}

const github: Action = {
  service: ({ github: account }) => ({
    title: "GitHub",
    account,
    setting: "SLIPWAY_GITHUB_TOKEN",
    headers: (token) => [
      ["accept", "application/vnd.github+json"],
      ["authorization", `Bearer ${token}`],
      ["x-github-api-version", "2022-11-28"],
    ],
  }),
  job: githubWorkflow,
  report: (properties) => properties.flag("reportWorkflowStatus") ?? properties.flag("reportStatus") ?? true,
};

const gitlab: Action = {
  service: ({ gitlab: account }) => ({
    title: "GitLab",
    account,
    setting: "SLIPWAY_GITLAB_TOKEN",
    headers: (token) => [["private-token", token]],
  }),
  job: gitlabPipeline,
  report: (properties) => properties.flag("reportPipelineStatus") ?? true,
};

const azure: Action = {
  service: ({ azure: account }) => ({
    title: "Azure DevOps",
    account,
    setting: "SLIPWAY_AZURE_TOKEN",
    headers: (token) => [["authorization", `Basic ${btoa(`:${token}`)}`]],
  }),
  job: azurePipeline,
  report: (properties) => properties.flag("reportPipelineStatus") ?? true,
};

/** How each action that Slipway runs is run. */
export const actions: Readonly<Record<Supported["provider"], Action>> = {
  "github-ocean": github,
  "gitlab-v2": gitlab,
  "azure-devops": azure,
};
