import { fail } from "../errors";
import type { Natives } from "../native";

/** What jq asks of the process around it. Here there is none: no files, no streams, no environment. */
export const host: Natives = {
  "_probe/0": ({ probe }, value) => {
    if (probe !== null && probe.length < 50) probe.push(value);
    return value;
  },
  "env/0": ({ budget }) => {
    budget.bytes(64);
    return {};
  },
  "input/0": () => fail("break"),
  "input_filename/0": () => null,
  "input_line_number/0": () => 0,
  "halt/0": () => fail("halt is not available"),
  "halt_error/1": () => fail("halt_error is not available"),
  "get_search_list/0": () => [],
  "get_jq_origin/0": () => null,
  "get_prog_origin/0": () => null,
  "modulemeta/0": () => fail("modules are not available"),
  "have_literal_numbers/0": () => true,
  "have_decnum/0": () => true,
};
