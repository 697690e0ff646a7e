import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { root, run } from "./parts/child.mjs";
import { ensureChromium } from "./parts/chromium.mjs";
import { prepare } from "./parts/prepare.mjs";
import { ensureBuilt } from "./parts/production-build.mjs";
import { doing, main, Stop, say } from "./parts/say.mjs";

/*
 * `npm run bench [name...] [-- --write]`: runs the measurements of `bench/`, or those whose names are given, and
 * prints one table. With --write their rows of the table in bench/README.md are replaced.
 */
await main(async () => {
  const words = process.argv.slice(2);
  const write = words.includes("--write");
  const wanted = words.filter((word) => !word.startsWith("--"));
  const names = readdirSync(join(root, "bench"))
    .filter((file) => file.endsWith(".bench.ts"))
    .map((file) => file.slice(0, -".bench.ts".length))
    .filter((name) => wanted.length === 0 || wanted.includes(name));
  if (names.length === 0) throw new Stop(`There is no measurement called ${wanted.join(", ")} in bench/.`);

  await prepare();
  const isInBrowser = names.some((name) => name === "page" || name === "canvas");
  if (isInBrowser) await ensureBuilt();
  const chromium = isInBrowser ? await ensureChromium() : "";
  const { bundle } = await import("../cli/bundle.mjs");
  const lines = [];
  for (const name of names) lines.push(...(await measure(name, chromium, bundle)));
  const rows = lines.map(({ what, value, aim }) => `| ${what} | ${value} | ${aim} |`);
  say(`\n${tableOf(rows)}`);
  if (write) writeTable(rows);
});

async function measure(name, chromium, bundle) {
  const folder = join(root, ".build/bench", name);
  rmSync(folder, { recursive: true, force: true });
  await bundle(folder, `bench/${name}.bench.ts`);
  return await doing(`Measuring ${name}`, async () => {
    const { code, output } = await run(process.execPath, [join(folder, "main.mjs")], {
      quiet: true,
      env: { SLIPWAY_CHROMIUM: chromium },
    });
    if (code !== 0) throw new Stop(`The measurement ${name} failed with exit code ${code}.`, { output });
    return JSON.parse(output.trimEnd().split("\n").at(-1));
  });
}

function tableOf(rows) {
  return ["| What | Measured | Aim |", "|---|---|---|", ...rows].join("\n");
}

/** Rows of parts that were not measured now stay as they are; the first cell names a row. */
function writeTable(rows) {
  const path = join(root, "bench/README.md");
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`;
  const text = readFileSync(path, "utf8");
  const [, written = ""] = /<!-- results -->([\s\S]*)<!-- end of results -->/.exec(text) ?? [];
  const nameOf = (row) => row.split(" | ")[0];
  const all = new Map(
    written.split("\n").flatMap((row) => (row.startsWith("| ") ? [[nameOf(row), row]] : [])),
  );
  all.delete(nameOf("| What | "));
  for (const row of rows) all.set(nameOf(row), row);
  const table = tableOf([...all.values()]);
  const results = `<!-- results -->\n\n${machine}:\n\n${table}\n\n<!-- end of results -->`;
  writeFileSync(
    path,
    text.replace(/<!-- results -->[\s\S]*<!-- end of results -->/, () => results),
  );
}
