import type { Natives } from "../native";
import { collections } from "./collections";
import { conversions } from "./conversions";
import { dates } from "./dates";
import { host } from "./host";
import { math } from "./math";
import { ordering } from "./ordering";
import { patterns } from "./patterns";
import { strings } from "./strings";

/** Every builtin that is given values only, by `name/arity`. */
export const natives: Natives = {
  ...collections,
  ...conversions,
  ...dates,
  ...host,
  ...math,
  ...ordering,
  ...patterns,
  ...strings,
};
