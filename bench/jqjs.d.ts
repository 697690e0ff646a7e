/** The part of jqjs that is measured; it ships no types. */
declare module "@michaelhomer/jqjs" {
  type Filter = (input: unknown) => Iterator<unknown>;
  const jq: { compile(program: string): Filter };
  export default jq;
}
