import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { type InputName, inputs } from "./inputs";
import type { Answer, Question } from "./one";

const root = fileURLToPath(new URL("../../..", import.meta.url));

const megabyte = 1_048_576;

/** What a program may add to the heap. */
const allowed = 64;

/** New objects live in three spaces of this size, which count as heap like the rest; in megabytes. */
const youngSpace = 4;

/** What became of a program: the answer of its process, or that the process broke down. */
export type Measured = Answer | { end: "out of memory"; message: string };

/** Processor time that a program may take, in milliseconds. */
export const longest = 250;

const isSlow = (measured: Measured): boolean =>
  "milliseconds" in measured && measured.milliseconds >= longest;

/** Runs programs in processes of their own, a fresh one for each. */
export class Measurement {
  private readonly folder: string;
  /** What each input takes, in megabytes. */
  private readonly before = new Map<InputName, number>();

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Builds what the processes run, and finds out how large their heaps are before anything is evaluated. */
  static async begin(): Promise<Measurement> {
    await mkdir(join(root, ".build"), { recursive: true });
    const folder = await mkdtemp(join(root, ".build", "hostile-"));
    await build({
      root,
      configFile: false,
      logLevel: "error",
      publicDir: false,
      ssr: { target: "node", noExternal: true },
      build: { ssr: join(root, "lib/jq/hostile/one.ts"), outDir: folder, emptyOutDir: false, minify: false },
    });
    const measurement = new Measurement(folder);
    for (const input of Object.keys(inputs) as InputName[]) {
      const answer = await measurement.start({ program: "1", input }, 4_000);
      if (!("heapBefore" in answer)) throw new Error(answer.message);
      measurement.before.set(input, answer.heapBefore / megabyte);
    }
    return measurement;
  }

  async end(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }

  /**
   * What became of one program in a heap that may grow by 64 MB. One that took long has another two chances: beside
   * busy neighbours, the same work takes a processor up to twice as long.
   */
  async run(question: Question): Promise<Measured> {
    const oldSpace = Math.floor(this.before.get(question.input)! + allowed - 3 * youngSpace);
    let best = await this.start(question, oldSpace);
    for (let chance = 0; chance < 2 && isSlow(best); chance++) {
      const again = await this.start(question, oldSpace);
      if (!isSlow(again)) best = again;
    }
    return best;
  }

  /** What became of each, as many at a time as there are processors. */
  async runAll(questions: readonly Question[]): Promise<Measured[]> {
    const answers: Measured[] = [];
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let at = next++; at < questions.length; at = next++) answers[at] = await this.run(questions[at]!);
    };
    await Promise.all(Array.from({ length: availableParallelism() }, worker));
    return answers;
  }

  private start(question: Question, oldSpace: number): Promise<Measured> {
    const flags = [
      "--expose-gc",
      `--max-old-space-size=${oldSpace}`,
      `--max-semi-space-size=${youngSpace}`,
      join(this.folder, "one.js"),
      JSON.stringify(question),
    ];
    return new Promise((resolve, reject) => {
      execFile(process.execPath, flags, (error, stdout, stderr) => {
        if (error === null) resolve(JSON.parse(stdout) as Answer);
        else if (stderr.includes("heap out of memory")) resolve({ end: "out of memory", message: stderr });
        else reject(error);
      });
    });
  }
}
