// A button that may have nothing to do. It keeps the keyboard's focus then, which a disabled one would drop.
import type { ComponentChildren } from "preact";

interface Props {
  off: boolean; // there is nothing to do
  act: () => void;
  class?: string;
  children: ComponentChildren;
}

export function Action({ off, act, children, ...rest }: Props) {
  return <button type="button" {...rest} aria-disabled={off} onClick={() => off || act()}>{children}</button>;
}
