import "server-only";
import { sql } from "kysely";
import { running } from "./running";

/** What must work for Slipway to take work. */
export interface Readiness {
  ready: boolean;
  /** `ok`, or what is wrong. */
  checks: { services: string; database: string; engine: string };
}

/** Whether runs can be started now, and if not, why. Never throws. */
export async function readiness(): Promise<Readiness> {
  const services = running();
  if (services === undefined)
    return {
      ready: false,
      checks: { services: "starting or stopping", database: "not asked", engine: "not asked" },
    };
  const [database, engine] = await Promise.all([
    sql`SELECT 1`
      .execute(services.db)
      .then(() => "ok")
      .catch(() => "does not answer"),
    services.engine
      .health()
      .then(({ ok }) => (ok ? "ok" : "cannot write its data"))
      .catch(() => "does not answer"),
  ]);
  return { ready: database === "ok" && engine === "ok", checks: { services: "ok", database, engine } };
}
