import "server-only";
import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { err, ok, type Result } from "../base/result";
import { setAt } from "../workflow/commands";
import { requireAdmin } from "./access/permissions";
import { type Actor, nameOf } from "./actor";
import { type ApiError, apiError } from "./api/errors";
import { parseObject } from "./drafts";
import { type Published, requirePublished } from "./port-workflows";
import type { Services } from "./running";
import { publishText } from "./workflows";

interface Place extends Published {
  permissions: JsonObject | undefined;
  /** JSON Pointer of the permissions in the published text. */
  at: string;
}

/** The permissions of a self-service trigger: `{ roles?, users?, teams?, policy? }` (reference 8). */
export async function readPermissions(
  services: Services,
  actor: Actor,
  id: string,
  node: string,
): Promise<Result<JsonObject, ApiError>> {
  const place = await placeOf(services, actor, id, node);
  return place.ok ? ok(place.value.permissions ?? {}) : place;
}

/**
 * Makes a new version of a workflow with other permissions for a trigger. A draft that has changes of its own keeps
 * them, and gets the permissions too.
 *
 * @param body permissions, or a policy alone; null takes them away
 * @param how `create` refuses when there are any; `merge` keeps what `body` does not name
 */
export async function writePermissions(
  services: Services,
  actor: Actor,
  id: string,
  node: string,
  body: JsonObject | null,
  how: "create" | "merge" | "remove",
): Promise<Result<JsonObject, ApiError>> {
  const allowed = requireAdmin(actor, "change who may start a trigger");
  if (!allowed.ok) return allowed;
  const place = await placeOf(services, actor, id, node);
  if (!place.ok) return place;
  const { row, version, permissions, at } = place.value;
  if (how === "create" && permissions !== undefined && Object.keys(permissions).length > 0)
    return err(
      apiError("name_taken", `The trigger "${node}" has permissions already. Change them with PATCH.`),
    );
  if (how === "remove" && permissions === undefined)
    return err(apiError("not_found", `The trigger "${node}" has no permissions.`));
  const given = body === null ? undefined : Array.isArray(body.rules) ? { policy: body } : body;
  const next =
    given === undefined ? undefined : clean(how === "merge" ? { ...permissions, ...given } : given);
  const written = await publishText(
    services,
    row.id,
    setAt(version.text, at, next),
    nameOf(actor),
    (draft) => {
      const index = indexOf(draft, node);
      return index < 0 ? draft : setAt(draft, permissionsAt(index), next);
    },
  );
  return written.ok ? ok(next ?? {}) : written;
}

/** Null takes a field away. */
const clean = (permissions: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(permissions).filter(([, value]) => value !== null)) as JsonObject;

async function placeOf(
  services: Services,
  actor: Actor,
  id: string,
  node: string,
): Promise<Result<Place, ApiError>> {
  const found = await requirePublished(services, actor, id);
  if (!found.ok) return found;
  const { text } = found.value.version;
  const index = indexOf(text, node);
  const config = nodesOf(text)[index];
  if (!isJsonObject(config) || !isJsonObject(config.config))
    return err(apiError("not_found", `The workflow "${id}" has no node "${node}".`));
  if (config.config.type !== "SELF_SERVE_TRIGGER")
    return err(
      apiError(
        "invalid_value",
        `"${node}" is a ${String(config.config.type)}; only a SELF_SERVE_TRIGGER has permissions.`,
      ),
    );
  const { permissions } = config.config;
  return ok({
    ...found.value,
    permissions: isJsonObject(permissions) ? permissions : undefined,
    at: permissionsAt(index),
  });
}

const permissionsAt = (index: number) => `/nodes/${index}/config/permissions`;

const nodesOf = (text: string): Json[] => {
  const { nodes } = parseObject(text);
  return Array.isArray(nodes) ? nodes : [];
};

const indexOf = (text: string, node: string) =>
  nodesOf(text).findIndex((each) => isJsonObject(each) && each.identifier === node);
