import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { evaluatePolicy, type PolicyContexts, type Verdict } from "./policy";

/** Who wants to start a run. */
export type Candidate =
  | {
      kind: "user";
      admin: boolean;
      /** Names of the person's roles. */
      roles: string[];
      /** Email and id; either may stand in `users` (reference 6.7, row 13). */
      names: string[];
      /** Identifiers and titles of the person's teams. */
      teams: string[];
    }
  | { kind: "client" };

/**
 * Whether somebody may start a self-service trigger (reference 8). An Admin always may. Without permissions nobody
 * else may. `roles`, `users` and `teams` each let a person in; `policy` is one more way, tried when none of them
 * did. A program is let in when there is no policy, and by the policy when there is one.
 */
export function mayExecute(
  permissions: Json | undefined,
  candidate: Candidate,
  contexts: PolicyContexts,
): Verdict {
  const given = isJsonObject(permissions) ? permissions : {};
  const policy = given.policy ?? undefined;
  if (candidate.kind === "client") return policy === undefined ? "yes" : evaluatePolicy(policy, contexts);
  if (candidate.admin) return "yes";
  const named =
    overlap(given, "roles", candidate.roles) ||
    overlap(given, "users", candidate.names) ||
    overlap(given, "teams", candidate.teams);
  if (named) return "yes";
  return policy === undefined ? "no" : evaluatePolicy(policy, contexts);
}

/** Emails, names of teams and of roles are the same in any case of letters. */
function overlap(permissions: JsonObject, key: string, names: readonly string[]): boolean {
  const list = permissions[key];
  if (!Array.isArray(list)) return false;
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  return list.some((entry) => typeof entry === "string" && wanted.has(entry.toLowerCase()));
}
