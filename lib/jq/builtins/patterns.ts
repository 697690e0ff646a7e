import type { Natives } from "../native";

export const patterns: Natives = {};
