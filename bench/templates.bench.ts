import type { JsonObject } from "../lib/base/json";
import { buildContext } from "../lib/template/context";
import { render } from "../lib/template/render";
import { median, ms, report, rounds } from "./measure";

/*
 * 2,000 templates of the kinds that the examples hold, rendered against a run's context of about 1 kB and of
 * about 100 kB.
 */

const templates = [
  "{{ .outputs.trigger.service }}",
  "https://api.github.com/repos/{{ .outputs.trigger.repo }}/actions/workflows/deploy.yml/dispatches",
  "*{{ .outputs.trigger.service }}* is being deployed to *{{ .outputs.trigger.environment }}*",
  "{{ .outputs.create_resource.response.data.id }}",
  "{{ .outputs.create_resource.id }}",
  '{{ if .outputs.trigger.environment == "production" then "now" else "later" end }}',
];

function contextOf(bytes: number): JsonObject {
  const items: JsonObject[] = [];
  const data: JsonObject = { id: "res-1", state: "ready", items };
  while (JSON.stringify(data).length < bytes) {
    items.push({ id: items.length, name: `item ${items.length}`, tags: ["a", "b"], ok: true });
  }
  return buildContext({
    outputs: {
      trigger: {
        output: { service: "checkout", repo: "octo-org/checkout", environment: "production" },
        nodeType: "SELF_SERVE_TRIGGER",
        replaced: false,
      },
      create_resource: {
        output: { response: { status: 201, data, headers: {} } },
        nodeType: "WEBHOOK",
        replaced: false,
      },
    },
    secrets: {},
    workflow: { identifier: "w", versionIdentifier: null },
    workflowRun: {
      identifier: "wfr_0000000000000000",
      createdAt: "2026-01-01T00:00:00.000Z",
      trigger: { identifier: "trigger" },
    },
  });
}

async function measure(bytes: number): Promise<number> {
  const context = contextOf(bytes);
  const times = await rounds(50, 20, () => {
    for (let index = 0; index < 2_000; index++) {
      const rendered = render(templates[index % templates.length], context, { throwOnError: true });
      if (!rendered.ok) throw new Error(rendered.error.message);
    }
  });
  return median(times);
}

const small = await measure(1_000);
const large = await measure(100_000);
const perSecond = (time: number) => `${Math.round(2_000_000 / time).toLocaleString("en")} per second`;

report([
  { what: "2,000 templates, context of 1 kB", value: `${ms(small)} (${perSecond(small)})`, aim: "< 10 ms" },
  { what: "2,000 templates, context of 100 kB", value: `${ms(large)} (${perSecond(large)})`, aim: "" },
]);
