import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

/**
 * One hash over the names and contents of files and folders. Contents rather than times, so that a checkout,
 * a copy or a `touch` does not cause a build, and an older file that comes back does.
 * @param {string} base folder that the paths are relative to
 * @param {string[]} paths missing ones are left out
 * @param {(path: string) => boolean} [wanted] told the path with forward slashes
 */
export function hashSources(base, paths, wanted = () => true) {
  const hash = createHash("sha256");
  for (const file of paths.flatMap((path) => listFiles(join(base, path)))) {
    const name = relative(base, file).split(sep).join("/");
    if (!wanted(name)) continue;
    const content = readFileSync(file);
    hash.update(`${name}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** Every file at or under a path, in a stable order. */
export function listFiles(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return [];
  if (stats.isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inner = join(path, entry.name);
      if (entry.isDirectory()) return listFiles(inner);
      return entry.isFile() ? [inner] : [];
    });
}
