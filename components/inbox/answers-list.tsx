import { Moment } from "@/components/run/moment";
import type { InboxItem } from "@/lib/editor/api-types";
import { nameOfPerson } from "./people";

/** Who has answered what, and when. */
export function AnswersList({ answers }: { answers: InboxItem["answers"] }) {
  return (
    <ol aria-label="Answers" className="flex flex-col gap-1.5">
      {answers.map(({ button, by, enteredBy, at }) => (
        <li key={by.email} className="flex flex-wrap items-baseline gap-x-2 text-sm">
          <span className="font-medium" title={by.email}>
            {nameOfPerson(by)}
          </span>
          <span className="text-dim">{button}</span>
          <span className="text-faint text-xs">
            <Moment at={at} />
            {enteredBy !== undefined && `, entered by ${enteredBy}`}
          </span>
        </li>
      ))}
    </ol>
  );
}
