// A part whose data are damaged says so in its place; the rest of the page stays.
import { Component, type ComponentChildren } from "preact";

export class ErrorBoundary extends Component<{ what: string; children: ComponentChildren }, { failed: boolean }> {
  override state = { failed: false };

  static override getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return <p class="empty">{this.props.what} cannot be drawn: its data in this file are damaged.</p>;
  }
}
