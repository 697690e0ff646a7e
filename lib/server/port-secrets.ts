import "server-only";
import type { JsonObject } from "../base/json";
import { err, ok, type Result } from "../base/result";
import { type ApiError, apiError } from "./api/errors";
import type { Services } from "./running";
import { putSecret } from "./secrets";

type Needs = Pick<Services, "secrets" | "log">;

/** Names and moments of all secrets (reference 9). */
export async function listPortSecrets({ secrets }: Needs): Promise<JsonObject[]> {
  const rows = await secrets.list();
  return rows.map(({ name, createdAt, updatedAt }) => ({ secretName: name, createdAt, updatedAt }));
}

/** What may be known of one. */
export async function portSecret(services: Needs, name: string): Promise<Result<JsonObject, ApiError>> {
  const found = (await listPortSecrets(services)).find((secret) => secret.secretName === name);
  return found === undefined ? err(apiError("not_found", `There is no secret called "${name}".`)) : ok(found);
}

/** Adds a secret; one that is there already is refused. */
export async function createSecret(
  services: Needs,
  name: string,
  value: string,
): Promise<Result<JsonObject, ApiError>> {
  if ((await portSecret(services, name)).ok)
    return err(
      apiError("name_taken", `There is a secret called "${name}" already. Change its value with PATCH.`),
    );
  const saved = await putSecret(services, name, value);
  return saved.ok ? portSecret(services, name) : saved;
}

/** Replaces the value of a secret that is there. */
export async function changeSecret(
  services: Needs,
  name: string,
  value: string,
): Promise<Result<JsonObject, ApiError>> {
  const found = await portSecret(services, name);
  if (!found.ok) return found;
  const saved = await putSecret(services, name, value);
  return saved.ok ? portSecret(services, name) : saved;
}
