import "server-only";
import { err, ok, type Result } from "../base/result";
import type { EnvironmentRow } from "../run/answers";
import type { RunEnvironment } from "../run/events";
import { type ApiError, apiError } from "./api/errors";
import type { Database } from "./db/client";

/** Named maps from base URLs to others. */
export interface Environments {
  list(): Promise<EnvironmentRow[]>;
  /** What a run takes along; undefined when there is none of that name. */
  find(name: string): Promise<RunEnvironment | undefined>;
  put(name: string, hosts: { from: string; to: string }[]): Promise<Result<void, ApiError>>;
  remove(name: string): Promise<Result<void, ApiError>>;
}

/** The environment that comes with Slipway. */
export const playgroundName = "Playground";

/** @param playground where the built-in stand-in answers */
export function openEnvironments(
  db: Database,
  playground: { hosts: { from: string; to: string }[] },
): Environments {
  const builtIn = (): EnvironmentRow => ({
    name: playgroundName,
    builtIn: true,
    playground: true,
    hosts: playground.hosts,
  });
  const isBuiltIn = (name: string) => name.toLowerCase() === playgroundName.toLowerCase();

  return {
    list: async () => {
      const rows = await db.selectFrom("environments").select(["name", "hosts"]).orderBy("name").execute();
      return [
        builtIn(),
        ...rows.map((row) => ({
          name: row.name,
          builtIn: false,
          playground: false,
          hosts: JSON.parse(row.hosts) as { from: string; to: string }[],
        })),
      ];
    },
    find: async (name) => {
      if (name === playgroundName) return { name, hosts: playground.hosts, playground: true };
      const row = await db
        .selectFrom("environments")
        .select("hosts")
        .where("name", "=", name)
        .executeTakeFirst();
      return row === undefined
        ? undefined
        : { name, hosts: JSON.parse(row.hosts) as { from: string; to: string }[], playground: false };
    },
    put: async (name, hosts) => {
      if (isBuiltIn(name)) {
        return err(
          apiError(
            "built_in",
            `The environment "${playgroundName}" is built in and cannot be changed. Choose another name.`,
          ),
        );
      }
      if (!/^\S(.{0,58}\S)?$/u.test(name)) {
        return err(
          apiError(
            "invalid_value",
            `${JSON.stringify(name)} is not a name for an environment: use 1 to 60 characters.`,
          ),
        );
      }
      const now = new Date().toISOString();
      const text = JSON.stringify(hosts.map(({ from, to }) => ({ from, to })));
      await db
        .insertInto("environments")
        .values({ name, hosts: text, created_at: now, updated_at: now })
        .onConflict((conflict) => conflict.column("name").doUpdateSet({ hosts: text, updated_at: now }))
        .execute();
      return ok(undefined);
    },
    remove: async (name) => {
      if (isBuiltIn(name)) {
        return err(
          apiError("built_in", `The environment "${playgroundName}" is built in and cannot be deleted.`),
        );
      }
      const { numDeletedRows } = await db
        .deleteFrom("environments")
        .where("name", "=", name)
        .executeTakeFirstOrThrow();
      return numDeletedRows > 0n
        ? ok(undefined)
        : err(apiError("not_found", `There is no environment called "${name}".`));
    },
  };
}

/** One sentence on what is wrong with a base URL, or undefined. */
export function baseUrlProblem(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return `"${text}" is not a base URL; write one such as https://api.example.com.`;
  }
  if (url.username !== "" || url.password !== "")
    return `"${text}" holds a user name or password; leave them out.`;
  if (url.search !== "" || url.hash !== "")
    return `"${text}" has a query or fragment; a base URL ends with its path.`;
  return undefined;
}
