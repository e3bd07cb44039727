// Copies a text, and says so. Pages opened from a file may lack the clipboard: then a hidden text field
// and the old command do it.
import { useRef, useState } from "preact/hooks";

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("aria-hidden", "true");
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

export function CopyButton(props: { text: () => string; label: string; of: string }) {
  const [said, say] = useState("");
  const button = useRef<HTMLButtonElement>(null);
  const press = async () => {
    const done = await copy(props.text());
    button.current?.focus();
    say(done ? "copied" : "could not copy");
    window.setTimeout(() => say(""), 1600);
  };
  return (
    <button ref={button} type="button" class="copy no-print" onClick={press} aria-label={`${props.label}: ${props.of}`}>
      <span aria-live="polite">{said || props.label}</span>
    </button>
  );
}
