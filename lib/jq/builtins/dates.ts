import type { Natives } from "../native";

export const dates: Natives = {
  "now/0": ({ now }) => now() / 1_000,
};
