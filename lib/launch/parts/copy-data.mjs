import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import Libsql from "libsql";

/**
 * Copies a data folder to a new folder, as it is at one moment, while a server may be writing to it.
 *
 * The database is copied by the database itself, in one read transaction. Files of large values follow: each is
 * written before the row that names it, so the copy has every file that its rows name, but for those of runs that
 * are removed meanwhile because they are too old. The copy is read once from end to end before it counts.
 *
 * @returns {Promise<{ok: true, value: {runs: number, files: number, key: boolean}} | {ok: false, error: string}>}
 */
export async function backUp(data, target) {
  const refuse = (error) => ({ ok: false, error });
  const source = join(data, "slipway.db");
  if (!existsSync(source))
    return refuse(`There is no database in ${data}. Set SLIPWAY_DATA to the folder that Slipway uses.`);
  if (existsSync(target) && readdirSync(target).length > 0)
    return refuse(`The folder ${target} is not empty. Name a new one: npm run backup -- FOLDER`);
  const made = !existsSync(target);
  mkdirSync(target, { recursive: true, mode: 0o700 });
  try {
    const runs = copyDatabase(source, join(target, "slipway.db"));
    const key = existsSync(join(data, "key"));
    if (key) await copyFile(join(data, "key"), join(target, "key"));
    return { ok: true, value: { runs, files: copyBodies(data, target), key } };
  } catch (error) {
    rmSync(target, { recursive: true, force: true });
    if (!made) mkdirSync(target, { mode: 0o700 });
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(`The backup failed, and nothing of it was kept: ${reason}`);
  }
}

function copyDatabase(source, copy) {
  const from = new Libsql(source);
  try {
    from.prepare("PRAGMA busy_timeout = 30000").all();
    from.prepare("VACUUM INTO ?").run(copy);
  } finally {
    from.close();
  }
  const to = new Libsql(copy);
  try {
    const [{ integrity_check: verdict }] = to.prepare("PRAGMA integrity_check").all();
    if (verdict !== "ok") throw new Error(`the copy is damaged (${verdict})`);
    return to.prepare("SELECT count(*) AS runs FROM runs").get().runs;
  } finally {
    to.close();
  }
}

function copyBodies(data, target) {
  const bodies = join(data, "bodies");
  if (!existsSync(bodies)) return 0;
  // A folder that is removed while it is copied was that of a run too old to keep.
  for (const run of readdirSync(bodies)) {
    try {
      cpSync(join(bodies, run), join(target, "bodies", run), { recursive: true });
    } catch (error) {
      if (existsSync(join(bodies, run)) || error.code !== "ENOENT") throw error;
    }
  }
  return readdirSync(join(target, "bodies"), { recursive: true }).filter((name) =>
    statSync(join(target, "bodies", name)).isFile(),
  ).length;
}
