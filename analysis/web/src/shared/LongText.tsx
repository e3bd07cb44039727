// A text of any length: a long one is cut in the middle until one asks for all of it, which scrolls in a box.
import { useState } from "preact/hooks";
import { abridged, count } from "./format";

export const LONG = 300;

export function LongText({ text, of }: { text: string; of: string }) {
  const [all, show] = useState(false);
  if (text.length <= LONG) return <>{text}</>;
  return (
    <>
      {all ? <span class="long" role="group" aria-label={of} tabIndex={0}>{text}</span> : abridged(text, LONG)}{" "}
      <button type="button" class="more no-print" aria-expanded={all} aria-label={`${all ? "Show less" : "Show all"} of ${of}`} onClick={() => show(!all)}>
        {all ? "show less" : `show all ${count(text.length)} characters`}
      </button>
    </>
  );
}
