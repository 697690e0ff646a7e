/** What became of one part of an operation. */
export interface PartFate {
  part: string;
  /** `note`: the request is the same without it. `left`: it is not in the node. */
  fate: "used" | "note" | "left";
  why: string;
}

/** A parameter that the node reads from the trigger. */
export interface NeededInput {
  name: string;
  /** As an input of the trigger's form. */
  property: { type: "string" | "number" | "boolean"; [key: string]: import("../../base/json").Json };
}

/** What is gathered while an operation is read. */
export class Report {
  readonly fates: PartFate[] = [];
  readonly needed = new Map<string, NeededInput>();

  say(part: string, fate: PartFate["fate"], why: string): void {
    this.fates.push({ part: part.slice(0, 80), fate, why });
  }
}
