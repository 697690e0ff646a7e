import { readFileSync } from "node:fs";
import { getHeapStatistics } from "node:v8";
import { Budget } from "../budget";
import { compile } from "../index";
import type { JqLimits } from "../types";
import { type InputName, inputs } from "./inputs";

/*
 * Runs one program in a process of its own and prints what became of it as one line of JSON. The process is given
 * a heap that is barely larger than allowed, so that a program which takes more ends it.
 */

/** What is asked for, as JSON in the first argument. */
export interface Question {
  program: string;
  input: InputName;
  limits?: Partial<JqLimits>;
}

/** What became of it. */
export interface Answer {
  /** How it ended: the limit that was passed, the kind of another error, or "ok". */
  end: string;
  message: string;
  /** Where it stopped, in steps and bytes; null when that was too early to tell. The same twice over, or it says so. */
  place: string | null;
  /** Processor time of the thread that ran it, compiling included. */
  milliseconds: number;
  /** Bytes in use before, the input among them, and the most that the heap may hold. */
  heapBefore: number;
  heapLimit: number;
}

const { program, input, limits = {} } = JSON.parse(process.argv[2]!) as Question;

/** Processor time of this thread, so that what other processes do does not count. The whole process's elsewhere. */
function processorTime(): number {
  try {
    return Number(readFileSync("/proc/thread-self/schedstat", "utf8").split(" ")[0]) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  }
}

/** The budget of the evaluation that is running, from its first few thousand steps on. */
let budget: Budget | null = null;
const { refill } = Budget.prototype;
Budget.prototype.refill = function (this: Budget) {
  budget = this;
  refill.call(this);
};

function run(value: unknown): Pick<Answer, "end" | "message" | "place"> {
  budget = null;
  const compiled = compile(program);
  const outcome = compiled.ok ? compiled.value.first(value, { limits }) : compiled;
  const { spent, made } = (budget ?? {}) as Partial<Budget>;
  const place = budget === null ? null : `${spent} steps, ${made} bytes`;
  if (outcome.ok) return { end: "ok", message: "", place };
  const { kind, limit, message } = outcome.error;
  return { end: limit ?? kind, message: message.slice(0, 200), place };
}

const value = inputs[input]();
globalThis.gc?.();
const { used_heap_size, heap_size_limit } = getHeapStatistics();
const began = processorTime();
const first = run(value);
const milliseconds = processorTime() - began;
const second = run(value);
const answer: Answer = {
  ...first,
  place: first.place === second.place ? first.place : `${first.place}, and then ${second.place}`,
  milliseconds,
  heapBefore: used_heap_size,
  heapLimit: heap_size_limit,
};
console.log(JSON.stringify(answer));
