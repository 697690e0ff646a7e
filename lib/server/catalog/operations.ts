import "server-only";
import { blueprintOperations } from "./blueprint-operations";
import { entityOperations } from "./entity-operations";
import type { Operation } from "./operation";

/** Every call of Port's API that the built-in catalog answers, by name. */
export const operations = { ...blueprintOperations, ...entityOperations } satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;

interface Found {
  operation: Operation;
  params: Record<string, string>;
}

/** The operation at an address; fixed steps of a path win over named ones. */
export function findOperation(method: string, path: string): Found | undefined {
  const steps = path.replace(/\/+$/, "").split("/");
  return Object.values<Operation>(operations)
    .filter((one) => one.method === method)
    .flatMap((one): (Found & { fixed: number })[] => {
      const params = paramsOf(one.path.split("/"), steps);
      return params === undefined
        ? []
        : [{ operation: one, params, fixed: steps.length - Object.keys(params).length }];
    })
    .sort((a, b) => b.fixed - a.fixed)[0];
}

function paramsOf(pattern: string[], steps: string[]): Record<string, string> | undefined {
  if (pattern.length !== steps.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const step = steps[index] ?? "";
    if (!part.startsWith(":")) {
      if (part !== step) return undefined;
      continue;
    }
    try {
      params[part.slice(1)] = decodeURIComponent(step);
    } catch {
      return undefined;
    }
  }
  return params;
}
