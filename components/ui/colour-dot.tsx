/** Port's colour names (reference 2.2), and the ones its blueprints know beside them. */
const colours: Record<string, string> = {
  blue: "light-dark(#1d5fd1, #6ea3ff)",
  turquoise: "light-dark(#0f8a8a, #45c8c4)",
  green: "light-dark(#1f7a3d, #5fc77f)",
  lime: "light-dark(#5e8a12, #a6d34f)",
  yellow: "light-dark(#c79a00, #f0cf4f)",
  gold: "light-dark(#a8840c, #d8b640)",
  orange: "light-dark(#c05a12, #f09a55)",
  bronze: "light-dark(#8f5a2b, #c68f5c)",
  brown: "light-dark(#74482b, #a97a58)",
  red: "light-dark(#bf2a2c, #fa8078)",
  pink: "light-dark(#b8337f, #f08cc2)",
  purple: "light-dark(#7440c8, #b794f6)",
  silver: "light-dark(#8a8f98, #b6bbc4)",
  lightGray: "light-dark(#9aa0a8, #a9aeb6)",
  darkGray: "light-dark(#4a4f57, #7c828b)",
};

/** Every colour that a dot may have. */
export const colourNames: readonly string[] = Object.keys(colours);

/** A dot in one of Port's colours, beside a text that says the same. A name that is not known is grey. */
export function ColourDot({ name }: { name: string }) {
  const colour = Object.hasOwn(colours, name) ? colours[name] : colours.silver;
  return (
    <span
      aria-hidden
      data-colour={name}
      className="size-2 shrink-0 rounded-full"
      style={{ backgroundColor: colour }}
    />
  );
}
