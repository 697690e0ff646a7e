import "server-only";
import { randomBytes } from "node:crypto";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { err, ok, type Result } from "../base/result";
import type { SecretRow } from "../run/answers";
import { type ApiError, apiError } from "./api/errors";
import type { Database } from "./db/client";
import type { Services } from "./running";
import { createSealer, type Sealer } from "./sealer";

/** Named values that go in and come out in a run alone, and the means to seal others like them. */
export interface Secrets extends Sealer {
  list(): Promise<SecretRow[]>;
  put(name: string, value: string): Promise<void>;
  /** False when there was none. */
  remove(name: string): Promise<boolean>;
  /** Every value in clear, for the interpreter of a run. Never store, log or answer with it. */
  reveal(): Promise<Record<string, string>>;
}

/** Letters, digits and `_ . : @ -`; what `.secrets["…"]` can name and the address of the route can hold. */
const secretName = /^[\p{L}0-9_.:@-]{1,100}$/u;

/** The longest value, in characters; certificates fit. */
export const secretLimit = 65_536;

/** Saves a secret for the API: its name must be one that templates can read and addresses can hold. */
export async function putSecret(
  { secrets, log }: Pick<Services, "secrets" | "log">,
  name: string,
  value: string,
): Promise<Result<void, ApiError>> {
  if (!secretName.test(name)) {
    return err(
      apiError(
        "invalid_value",
        `${JSON.stringify(name)} is not a name for a secret: use up to 100 letters, digits and _ . : @ -`,
      ),
    );
  }
  await secrets.put(name, value);
  log.info({ name }, "secret saved");
  return ok(undefined);
}

/** Removes a secret for the API. */
export async function removeSecret(
  { secrets, log }: Pick<Services, "secrets" | "log">,
  name: string,
): Promise<Result<void, ApiError>> {
  if (!(await secrets.remove(name))) {
    return err(apiError("not_found", `There is no secret called "${name}".`));
  }
  log.info({ name }, "secret deleted");
  return ok(undefined);
}

/**
 * The key of a data folder: the one set, else the one kept in `<folder>/key`, made there at first with mode 600.
 */
export async function readKey(folder: string, set: Buffer | undefined): Promise<Result<Buffer, string>> {
  if (set !== undefined) return ok(set);
  const path = join(folder, "key");
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    const fresh = randomBytes(32);
    await writeFile(path, `${fresh.toString("base64")}\n`, { mode: 0o600, flag: "wx", flush: true });
    return ok(fresh);
  }
  await chmod(path, 0o600);
  const key = Buffer.from(text.trim(), "base64");
  if (key.length !== 32) {
    return err(
      `The key file ${path} does not hold 32 bytes as Base64. Restore it from a backup, or set SLIPWAY_KEY.`,
    );
  }
  return ok(key);
}

/**
 * Secrets at rest, each sealed for its name.
 *
 * @returns an error sentence when `key` does not open what is stored
 */
export async function openSecrets(db: Database, key: Buffer): Promise<Result<Secrets, string>> {
  const sealer = createSealer(key);
  const rows = await db.selectFrom("secrets").select(["name", "sealed"]).execute();
  const closed = rows.filter((row) => sealer.unseal(row.name, row.sealed) === undefined);
  if (closed.length > 0) {
    const which = closed.map((row) => `"${row.name}"`).join(", ");
    return err(
      `The key does not open the stored secret${closed.length > 1 ? "s" : ""} ${which}. Set SLIPWAY_KEY to the key they were saved with, or restore the file "key" of the data folder.`,
    );
  }
  /** Values by their sealed text: a run reads all secrets, and opening each takes longer than reading it. */
  const opened = new Map<string, string>();
  return ok({
    ...sealer,
    list: async () => {
      const found = await db
        .selectFrom("secrets")
        .select(["name", "created_at", "updated_at"])
        .orderBy("name")
        .execute();
      return found.map((row) => ({ name: row.name, createdAt: row.created_at, updatedAt: row.updated_at }));
    },
    put: async (name, value) => {
      const now = new Date().toISOString();
      const sealed = sealer.seal(name, value);
      await db
        .insertInto("secrets")
        .values({ name, sealed, created_at: now, updated_at: now })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ sealed, updated_at: now }))
        .execute();
    },
    remove: async (name) => {
      const { numDeletedRows } = await db
        .deleteFrom("secrets")
        .where("name", "=", name)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n;
    },
    reveal: async () => {
      const found = await db.selectFrom("secrets").select(["name", "sealed"]).execute();
      const clear = Object.create(null) as Record<string, string>;
      for (const { name, sealed } of found) {
        let value = opened.get(sealed);
        if (value === undefined) {
          value = sealer.unseal(name, sealed);
          if (value === undefined) throw new Error(`The stored secret "${name}" does not open with the key.`);
          opened.set(sealed, value);
        }
        clear[name] = value;
      }
      for (const sealed of opened.keys())
        if (!found.some((row) => row.sealed === sealed)) opened.delete(sealed);
      return clear;
    },
  });
}
