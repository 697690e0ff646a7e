import type { Span } from "../ast";
import type { Node } from "../node";

/** A builtin that takes expressions rather than values, or that keeps paths. */
export type Special = (args: readonly Node[], span: Span) => Node;
