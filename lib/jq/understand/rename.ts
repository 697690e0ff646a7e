import { type Step, trailsOfText } from "./trails";

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** What a bracket can follow directly; after anything else it needs a dot. */
const SUBJECT = /[A-Za-z0-9_$"\])}?]$/;

/** What is called otherwise: the member `from` of what stands at a path. */
export interface Rename {
  root: string;
  /** Steps between the root and the member; null is any. */
  within?: readonly (string | null)[];
  from: string;
  to: string;
}

/**
 * Rewrites every place where a program reads `.root.from` so that it reads `.root.to`, in dot form where the
 * new name allows it, else in bracket form. Text that does not parse comes back as it is.
 */
export function renameReferences(text: string, { root, within = [], from, to }: Rename): string {
  const path = [root, ...within];
  const steps = new Map<number, Step>();
  for (const trail of trailsOfText(text)) {
    const member = trail.steps[path.length];
    if (member?.key === from && path.every((key, at) => key === null || trail.steps[at]?.key === key))
      steps.set(member.start, member);
  }
  return [...steps.values()]
    .sort((a, b) => b.start - a.start)
    .reduce((renamed, step) => rewritten(renamed, step, to), text);
}

function rewritten(text: string, { start, end, form }: Step, to: string): string {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const literal = JSON.stringify(to);
  const plain = NAME.test(to);
  switch (form) {
    case "quoted":
      return before + literal + after;
    case "name":
      return before + (plain ? to : literal) + after;
    case "variable":
      return `${before}${plain ? to : literal}: ${text.slice(start, end)}${after}`;
    case "variable-and-pattern": {
      // The variable is bound as before, and what stands behind its colon is bound by the new name too.
      const name = plain ? to : literal;
      return `${before}${name}: ${text.slice(start, end)}, ${name}${after}`;
    }
    case "shorthand":
      return rewrittenShorthand(before, text.slice(start, end), after, to);
    case "dot": {
      if (plain) return before + to + after;
      const subject = before.slice(0, -1);
      return `${subject}${SUBJECT.test(subject) ? "" : "."}[${literal}]${after}`;
    }
    default:
      return text;
  }
}

/** `{name}` keeps its key, since others read the object by it, and reads the new place. */
function rewrittenShorthand(before: string, written: string, after: string, to: string): string {
  return `${before}${written}: ${NAME.test(to) ? `.${to}` : `.[${JSON.stringify(to)}]`}${after}`;
}
