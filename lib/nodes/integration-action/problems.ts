import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { toPointer } from "../../base/pointer";
import type { Problem } from "../../base/problem";
import { referencesOf } from "../../template/references";
import { textOf } from "../fields";
import { supportedAction, supportedList } from "./supported";

const PROPERTIES = "integrationActionExecutionProperties";

/** What the schema of an integration action cannot say (reference 3.4). */
export function integrationProblems(config: JsonObject): Problem[] {
  return [...installation(config), ...action(config), ...secrets(config[PROPERTIES], `/${PROPERTIES}`)];
}

function installation(config: JsonObject): Problem[] {
  if (config.installationId !== undefined || config.deferIntegrationInstallation === true) return [];
  return [
    {
      code: "integration/installation",
      severity: "error",
      at: "",
      message: "The node names no installationId. Add one, or set deferIntegrationInstallation to true.",
      fix: { title: "Install later", edits: [{ at: "/deferIntegrationInstallation", value: true }] },
    },
  ];
}

/** Port runs more than Slipway does, so what Slipway cannot run may still be kept and exported. */
function action(config: JsonObject): Problem[] {
  const [provider, invocation] = [
    textOf(config.integrationProvider),
    textOf(config.integrationInvocationType),
  ];
  if (provider === "" || invocation === "" || supportedAction(provider, invocation) !== undefined) return [];
  return [
    {
      code: "integration/unsupported",
      severity: "warning",
      at: "/integrationInvocationType",
      message: `Slipway cannot run ${invocation} of ${provider} itself: a run fails at this node. It runs ${supportedList}.`,
    },
  ];
}

function secrets(value: Json | undefined, at: string): Problem[] {
  if (typeof value === "string") {
    if (!referencesOf(value).some(({ root }) => root === "secrets")) return [];
    return [
      {
        code: "integration/secret",
        severity: "warning",
        at,
        message: "Secrets do not work in integration actions: a run fails at this node.",
      },
    ];
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => secrets(item, `${at}/${index}`));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => secrets(member, at + toPointer([key])));
}
