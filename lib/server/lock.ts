import "server-only";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Libsql from "libsql";
import { err, ok, type Result } from "../base/result";

/** The right to write in a data folder. */
export interface Lock {
  /** Gives the folder back; harmless when done twice. */
  release(): void;
}

/**
 * Makes the data folder, for its owner alone, and takes it for this process.
 *
 * The lock is the exclusive lock of a small database file, which the system itself drops when the process is
 * gone, `kill -9` included: there is no stale lock to judge, and of several processes exactly one gets it.
 * A file beside it names the holder, for the message only.
 *
 * @returns the lock, or one sentence that names the process which holds the folder
 */
export function lockFolder(folder: string): Result<Lock, string> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    chmodSync(folder, 0o700);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err(`The data folder ${folder} cannot be used: ${reason}. Set SLIPWAY_DATA to a folder you own.`);
  }
  const holder = join(folder, "owner");
  const connection = new Libsql(join(folder, "lock"));
  try {
    connection.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    connection.close();
    const busy = error instanceof Libsql.SqliteError && error.code.startsWith("SQLITE_BUSY");
    if (!busy) throw error;
    return err(
      `The data folder ${folder} is in use by another Slipway${nameOf(holder)}. Stop it, or set SLIPWAY_DATA to another folder.`,
    );
  }
  writeFileSync(holder, String(process.pid), { mode: 0o600 });
  let released = false;
  return ok({
    release: () => {
      if (released) return;
      released = true;
      rmSync(holder, { force: true });
      connection.close();
    },
  });
}

function nameOf(holder: string): string {
  try {
    return ` (process ${readFileSync(holder, "utf8").trim()})`;
  } catch {
    return "";
  }
}
