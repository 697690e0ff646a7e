"use client";

import { useId, useState } from "react";
import { checkForm, firstValues, problemsByInput, withValue } from "@/components/run/form-values";
import { StartForm } from "@/components/run/start-form";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { JsonObject } from "@/lib/base/json";
import { api } from "@/lib/editor/api";
import type { InboxItem } from "@/lib/editor/api-types";
import { type AnswerButton, buttonsOf } from "@/lib/nodes/input/prompt";
import { nameOfPerson, peopleLeft } from "./people";

const looks = { PRIMARY: "primary", SECONDARY: "secondary", DANGER: "danger" } as const;

const fine: ReadonlyMap<string, string> = new Map();

/** The form of a question, who answers it, and its buttons. `onAnswered` gets the email that it was answered with. */
export function AnswerForm({ item, onAnswered }: { item: InboxItem; onAnswered: (by: string) => void }) {
  const formId = useId();
  const { userInputs } = item;
  const [values, setValues] = useState<JsonObject>(() => firstValues(userInputs, undefined));
  const [problems, setProblems] = useState(fine);
  const [sending, setSending] = useState<string>();
  const people = peopleLeft(item);
  const [chosen, setChosen] = useState<string>();
  const as = people.find(({ email }) => email === chosen) ?? people[0];

  const send = async ({ identifier }: AnswerButton) => {
    if (sending !== undefined || as === undefined) return;
    const read = checkForm(userInputs, values);
    if ("problems" in read) return setProblems(read.problems);
    setProblems(fine);
    setSending(identifier);
    const answer = await api.respond(item.nodeRun, {
      buttonIdentifier: identifier,
      inputs: read.inputs,
      as: as.email,
    });
    setSending(undefined);
    if (answer.ok) return onAnswered(as.email);
    const found = problemsByInput(answer.error.details);
    // What is not about an input is said once, by the whole.
    setProblems(found.size > 0 && !found.has("") ? found : new Map([...found, ["", answer.error.message]]));
  };

  const whole = problems.get("");
  if (as === undefined)
    return (
      <p className="text-dim text-sm">Everybody who is known here has answered. More answers are needed.</p>
    );
  return (
    <div className="flex flex-col gap-4">
      <StartForm
        formId={formId}
        userInputs={userInputs}
        values={values}
        problems={problems}
        onChange={(name, value) => {
          setValues((now) => withValue(now, name, value));
          if (problems.has(name)) setProblems(new Map([...problems].filter(([key]) => key !== name)));
        }}
        // The key Enter must not choose an answer.
        onSubmit={() => undefined}
      />
      {people.length > 1 && (
        <div className="flex flex-col gap-1">
          <label htmlFor={`${formId}-as`} className="font-medium text-text text-xs">
            Answer as
          </label>
          <Select
            id={`${formId}-as`}
            value={as.email}
            onChange={setChosen}
            options={people.map((person) => ({
              value: person.email,
              label: person.email === item.me.email ? `${nameOfPerson(person)} (you)` : nameOfPerson(person),
              description: nameOfPerson(person) === person.email ? "" : person.email,
            }))}
          />
          {as.email !== item.me.email && (
            <p className="text-faint text-xs">The run records that you gave this answer for {as.email}.</p>
          )}
        </div>
      )}
      {whole && (
        <p role="alert" className="rounded-control border border-line bg-sunken px-3 py-2 text-bad text-sm">
          {whole}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {buttonsOf(userInputs).map((button) => (
          <Button
            key={button.identifier}
            size="large"
            variant={looks[button.variant]}
            busy={sending === button.identifier}
            disabled={sending !== undefined}
            onClick={() => void send(button)}
          >
            {button.label}
          </Button>
        ))}
      </div>
    </div>
  );
}
