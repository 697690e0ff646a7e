export interface TaintSpan {
  start: number;
  end: number;
  names: readonly string[];
}

/** A string some of whose characters come from secrets. Plain strings never pay for it. */
export class Tainted {
  readonly text: string;
  /** Sorted, disjoint, not empty. */
  readonly spans: readonly TaintSpan[];

  constructor(text: string, spans: readonly TaintSpan[]) {
    this.text = text;
    this.spans = spans;
  }
}

/** A secret string: every character of it belongs to `name`. */
export function taint(name: string, value: string): Tainted {
  return new Tainted(value, [{ start: 0, end: value.length, names: [name] }]);
}
