import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Rooms that run alike in a browser, a route, a worker and a test. */
const pureRooms = [
  "lib/base",
  "lib/jq",
  "lib/catalog",
  "lib/template",
  "lib/nodes",
  "lib/workflow",
  "lib/run",
];

/** Each room and the rooms it may import, beside itself. Lint sees only the text of an import; this resolves it. */
const mayImport: Record<string, string[]> = {
  "lib/base": [],
  "lib/jq": [],
  "lib/catalog": ["lib/base", "lib/jq"],
  "lib/template": ["lib/base", "lib/jq"],
  "lib/nodes": ["lib/base", "lib/jq", "lib/template"],
  "lib/workflow": ["lib/base", "lib/jq", "lib/catalog", "lib/template", "lib/nodes"],
  "lib/run": pureRooms,
  "lib/server": pureRooms,
  "lib/editor": pureRooms,
  "lib/cli": [...pureRooms, "lib/server"],
  components: [...pureRooms, "lib/editor"],
  app: [...pureRooms, "lib/server", "lib/editor", "components"],
  "lib/launch": ["lib/cli"],
};

const purePackages = new Set(["zod", "jsonc-parser", "yaml", "@dagrejs/dagre", "oniguruma-parser"]);

/** The wall-clock stop of jq is the one place that reads a clock of its own. */
const timelessRooms = pureRooms.filter((room) => room !== "lib/jq");
const ambient = /\b(Date\.now\(|new Date\(\)|performance\.now\(|Math\.random\(|crypto\.|process\.)/;

interface Source {
  path: string;
  room: string;
  text: string;
  imports: string[];
}

function listFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? listFiles(path) : [path];
  });
}

const roomOf = (path: string) => Object.keys(mayImport).find((room) => path.startsWith(`${room}/`));

const statement = /^\s*(?:import|export)\b[^"'`;]*?\bfrom\s*["']([^"']+)["']/gm;
const bare = /^\s*import\s*["']([^"']+)["']/gm;
const dynamic = /\bimport\(\s*["']([^"']+)["']/g;

const importsOf = (text: string) =>
  [statement, bare, dynamic].flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ""));

/** The file in the checkout that an import names; undefined for a package or a builtin. */
function resolveImport(from: string, specifier: string): string | undefined {
  const base = specifier.startsWith("@/")
    ? join(root, specifier.slice(2))
    : specifier.startsWith(".")
      ? resolve(join(root, dirname(from)), specifier)
      : undefined;
  if (base === undefined) return undefined;
  const endings = ["", ".ts", ".tsx", ".mjs", "/index.ts", "/index.tsx"];
  const found = endings
    .map((ending) => base + ending)
    .find((path) => existsSync(path) && statSync(path).isFile());
  return relative(root, found ?? base);
}

const packageOf = (specifier: string) =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

/** Folders of proof: what they hold is run by tests only. */
const proof = /^lib\/(?:jq\/(?:corpus|fuzz|hostile)|run\/conformance)[/.]/;

/** Tests may reach wherever the thing under test is used. */
const sources: Source[] = ["app", "components", "lib"]
  .flatMap(listFiles)
  .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !/\.test\.tsx?$/.test(path) && !proof.test(path))
  .map((path) => {
    const text = readFileSync(join(root, path), "utf8");
    return { path, room: roomOf(path) ?? "", text, imports: importsOf(text) };
  });

describe("rooms", () => {
  test("every file is in a room", () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.filter((source) => source.room === "").map((source) => source.path)).toEqual([]);
  });

  test("imports follow the arrows", () => {
    const wrong = sources.flatMap(({ path, room, imports }) =>
      imports.flatMap((specifier) => {
        const target = resolveImport(path, specifier);
        if (target === undefined || target === "package.json") return [];
        const targetRoom = roomOf(target) ?? target;
        return targetRoom === room || mayImport[room]?.includes(targetRoom)
          ? []
          : [`${path} imports ${target}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test("the core imports no framework, no database and nothing of Node", () => {
    const wrong = sources
      .filter(({ room }) => pureRooms.includes(room))
      .flatMap(({ path, imports }) =>
        imports
          .filter((specifier) => !/^(\.|@\/)/.test(specifier) && !purePackages.has(packageOf(specifier)))
          .map((specifier) => `${path} imports ${specifier}`),
      );
    expect(wrong).toEqual([]);
  });

  test("the core has no clock, chance or process of its own", () => {
    const wrong = sources
      .filter(({ room }) => timelessRooms.includes(room))
      .flatMap(({ path, text }) => {
        const found = ambient.exec(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ""));
        return found ? [`${path} uses ${found[1]}`] : [];
      });
    expect(wrong).toEqual([]);
  });

  test("server files say that they are for the server alone", () => {
    const wrong = sources
      .filter(({ room, text }) => room === "lib/server" && !text.startsWith('import "server-only";\n'))
      .map(({ path }) => path);
    expect(wrong).toEqual([]);
  });
});
