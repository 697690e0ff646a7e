import { count } from "./format";
import { MaskedText } from "./masked-text";

/** Header lines as name and value, in the order they were sent or came. */
export function HeadersTable({ headers }: { headers: readonly [name: string, value: string][] }) {
  if (headers.length === 0) return <p className="px-3 py-2 text-faint text-xs">No headers</p>;
  return (
    <table className="w-full table-fixed border-collapse font-mono text-xs">
      <caption className="sr-only">{count(headers.length, "header")}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        {headers.map(([name, value]) => (
          <tr key={`${name}: ${value}`} className="border-line border-b align-top last:border-b-0">
            <td className="w-44 py-1 pr-2 pl-3 text-dim break-words">
              <MaskedText text={name} />
            </td>
            <td className="py-1 pr-3 break-all">
              <MaskedText text={value} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
