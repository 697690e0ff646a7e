import "server-only";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Texts too large for a row (over 256 kB), as files beside the database: response bodies under the name of
 * their node run, events as `event_<seq>`. What comes in is masked already.
 */
export interface Bodies {
  /** The text is on the disk when it resolves. */
  put(run: string, name: string, text: string): Promise<void>;
  /** Undefined when none was stored. */
  get(run: string, name: string): Promise<string | undefined>;
  removeRun(run: string): Promise<void>;
}

const identifier = /^[A-Za-z0-9_]{1,64}$/;

/** @param folder absolute path; made when the first body comes */
export function openBodies(folder: string): Bodies {
  /** Identifiers come from addresses, so nothing but the shape they are made in reaches the file system. */
  const pathOf = (...names: string[]): string | undefined =>
    names.every((name) => identifier.test(name)) ? join(folder, ...names) : undefined;
  return {
    put: async (run, name, text) => {
      const path = pathOf(run, name);
      if (path === undefined) throw new Error(`"${run}/${name}" is no name for a stored text.`);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeFile(path, text, { mode: 0o600, flush: true });
    },
    get: async (run, name) => {
      const path = pathOf(run, name);
      if (path === undefined) return undefined;
      try {
        return await readFile(path, "utf8");
      } catch (error) {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
        throw error;
      }
    },
    removeRun: async (run) => {
      const path = pathOf(run);
      if (path !== undefined) await rm(path, { recursive: true, force: true });
    },
  };
}
