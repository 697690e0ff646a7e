import "server-only";
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { err, ok, type Result } from "../../base/result";
import type { ClientRow } from "../../run/answers";
import type { ClientActor, Role } from "../actor";
import { type ApiError, apiError } from "../api/errors";
import type { Database } from "../db/client";
import type { ApiClientsTable } from "../db/schema";
import { freshId } from "../ids";

/** Programs that may ask for tokens. */
export interface Clients {
  /** Revoked ones too, the newest first. */
  list(): Promise<ClientRow[]>;
  /** The secret is returned here and never again. */
  create(given: { name: string; role: Role; by: string }): Promise<{ client: ClientRow; secret: string }>;
  /** Its tokens are refused from now on. */
  revoke(id: string): Promise<Result<void, ApiError>>;
  /** True when the secret is this client's, and the client is not revoked. Takes as long either way. */
  check(id: string, secret: string): Promise<boolean>;
  /** The client behind a token; undefined when it is revoked. Notes that it was used. */
  use(id: string): Promise<ClientActor | undefined>;
}

/** The moment of last use is written once in this many milliseconds, not with every call. */
const useNoted = 60_000;

/** Work factor of scrypt: some 20 ms and 16 MB for a secret. */
const cost = 16_384;

export function openClients(db: Database, now: () => number = Date.now): Clients {
  const noted = new Map<string, number>();
  const find = (id: string) =>
    db.selectFrom("api_clients").selectAll().where("id", "=", id).executeTakeFirst();
  return {
    list: async () => {
      const rows = await db
        .selectFrom("api_clients")
        .selectAll()
        .orderBy("created_at", "desc")
        .orderBy("id")
        .execute();
      return rows.map(rowOf);
    },
    create: async ({ name, role, by }) => {
      const secret = randomBytes(32).toString("base64url");
      const row: ApiClientsTable = {
        id: freshId("slw", 24),
        name,
        secret_hash: await hash(secret, randomBytes(16)),
        role,
        created_at: new Date(now()).toISOString(),
        created_by: by,
        last_used_at: null,
        revoked_at: null,
      };
      await db.insertInto("api_clients").values(row).execute();
      return { client: rowOf(row), secret };
    },
    revoke: async (id) => {
      const { numUpdatedRows } = await db
        .updateTable("api_clients")
        .set({ revoked_at: new Date(now()).toISOString() })
        .where("id", "=", id)
        .where("revoked_at", "is", null)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows > 0n) return ok(undefined);
      return err(apiError("not_found", `There is no API client "${id}", or it is revoked already.`));
    },
    check: async (id, secret) => {
      const row = await find(id);
      // An unknown client costs the same time, so that the time says nothing of which ids exist.
      const kept = row?.secret_hash ?? nobody;
      const [, , salt = ""] = kept.split("$");
      const given = Buffer.from(await hash(secret, Buffer.from(salt, "base64")));
      const wanted = Buffer.from(kept);
      const same = given.length === wanted.length && timingSafeEqual(given, wanted);
      return same && row !== undefined && row.revoked_at === null;
    },
    use: async (id) => {
      const row = await find(id);
      if (row === undefined || row.revoked_at !== null) return undefined;
      const at = now();
      if (at - (noted.get(id) ?? 0) >= useNoted) {
        noted.set(id, at);
        await db
          .updateTable("api_clients")
          .set({ last_used_at: new Date(at).toISOString() })
          .where("id", "=", id)
          .execute();
      }
      return { kind: "client", id, name: row.name, role: roleOf(row) };
    },
  };
}

const nobody = `scrypt$${cost}$${Buffer.alloc(16).toString("base64")}$${Buffer.alloc(32).toString("base64")}`;

const roleOf = ({ role }: ApiClientsTable): Role => (role === "Admin" ? "Admin" : "Member");

const rowOf = (row: ApiClientsTable): ClientRow => ({
  id: row.id,
  name: row.name,
  role: roleOf(row),
  createdAt: row.created_at,
  createdBy: row.created_by,
  lastUsedAt: row.last_used_at,
  revokedAt: row.revoked_at,
});

/** `scrypt$<N>$<salt>$<hash>` */
function hash(secret: string, salt: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, 32, { N: cost, r: 8, p: 1 }, (error, key) => {
      if (error !== null) reject(error);
      else resolve(`scrypt$${cost}$${salt.toString("base64")}$${key.toString("base64")}`);
    });
  });
}
