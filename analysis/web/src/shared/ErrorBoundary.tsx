// A part whose data are damaged says so in its place; the rest of the page stays.
import { Component, type ComponentChildren } from "preact";

export class ErrorBoundary extends Component<{ what: string; words?: string; children: ComponentChildren }, { failed: boolean }> {
  override state = { failed: false };

  static override getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const { what, words = "its data in this file are damaged" } = this.props;
    return <p class="empty">{what} cannot be drawn: {words}.</p>;
  }
}
