"use client";

import { ArrowLeft, ArrowRight } from "lucide-react";
import { useId, useState } from "react";
import { problemsByInput } from "@/components/run/form-values";
import { StartForm } from "@/components/run/start-form";
import { useForm } from "@/components/run/use-form";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { JsonObject } from "@/lib/base/json";
import { api } from "@/lib/editor/api";
import type { InboxItem } from "@/lib/editor/api-types";
import { encryptInputs } from "@/lib/editor/encrypt-inputs";
import { type AnswerButton, buttonsOf } from "@/lib/nodes/input/prompt";
import { nameOfPerson, peopleLeft } from "./people";

const looks = { PRIMARY: "primary", SECONDARY: "secondary", DANGER: "danger" } as const;

type Person = InboxItem["me"];

/** The form of a question, who answers it, and its buttons. `onAnswered` gets the email that it was answered with. */
export function AnswerForm({ item, onAnswered }: { item: InboxItem; onAnswered: (by: string) => void }) {
  const formId = useId();
  // The question is loaded again and again; the form that it asks is the same.
  const [userInputs] = useState<JsonObject>(item.userInputs);
  const form = useForm(userInputs, undefined);
  const [sending, setSending] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const people = peopleLeft(item);
  const as = people.find(({ email }) => email === chosen) ?? people[0];
  const isLast = form.at >= form.pages.length - 1;

  const send = async ({ identifier }: AnswerButton, by: Person) => {
    const inputs = sending === undefined ? form.read() : undefined;
    if (inputs === undefined) return;
    setSending(identifier);
    const sealed = await encryptInputs(userInputs, inputs);
    const answer = sealed.ok
      ? await api.respond(item.nodeRun, {
          buttonIdentifier: identifier,
          inputs: sealed.value,
          as: by.email,
        })
      : undefined;
    setSending(undefined);
    if (!sealed.ok) return form.show(problemsByInput(sealed.error));
    if (answer === undefined || answer.ok) return onAnswered(by.email);
    const found = problemsByInput(answer.error.details);
    // What is not about an input is said once, by the whole.
    form.show(found.size > 0 && !found.has("") ? found : new Map([...found, ["", answer.error.message]]));
  };

  if (as === undefined)
    return (
      <p className="text-dim text-sm">Everybody who is known here has answered, and it is not decided yet.</p>
    );
  return (
    <div className="flex flex-col gap-4">
      {/* The key Enter goes on from a page, but must not choose an answer. */}
      <StartForm formId={formId} form={form} onSubmit={() => undefined} />
      {isLast && people.length > 1 && (
        <AnswerAs id={`${formId}-as`} people={people} me={item.me} value={as} onChange={setChosen} />
      )}
      <div className="flex flex-wrap gap-2">
        {form.at > 0 && (
          <Button size="large" onClick={form.back}>
            <ArrowLeft />
            Back
          </Button>
        )}
        {isLast ? (
          buttonsOf(userInputs).map((button) => (
            <Button
              key={button.identifier}
              size="large"
              variant={looks[button.variant]}
              busy={sending === button.identifier}
              disabled={sending !== undefined}
              onClick={() => void send(button, as)}
            >
              {button.label}
            </Button>
          ))
        ) : (
          <Button size="large" variant="primary" onClick={form.next}>
            Next
            <ArrowRight />
          </Button>
        )}
      </div>
    </div>
  );
}

/** In whose name the answer is given, for who may give it for others too. */
function AnswerAs({
  id,
  people,
  me,
  value,
  onChange,
}: {
  id: string;
  people: readonly Person[];
  me: Person;
  value: Person;
  onChange: (email: string) => void;
}) {
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium text-text text-xs">
        Answer as
      </label>
      <Select
        id={id}
        value={value.email}
        onChange={onChange}
        options={people.map((person) => {
          const name = nameOfPerson(person);
          return {
            value: person.email,
            label: person.email === me.email ? `${name} (you)` : name,
            ...(name === person.email ? {} : { description: person.email }),
          };
        })}
      />
      {value.email !== me.email && (
        <p className="text-faint text-xs">The run records that you gave this answer for {value.email}.</p>
      )}
    </div>
  );
}
