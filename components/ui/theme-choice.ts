/** What a person may choose; `system` follows the machine. */
export type ThemeChoice = "light" | "dark" | "system";

/** The cookie that the root layout reads, so that the first paint already has the right colours. */
export const themeCookie = "slipway-theme";
