// Entry of console.html.
import "uplot/dist/uPlot.min.css";
import "../shared/style/tokens.css";
import "../shared/style/base.css";
import "../shared/style/figure.css";
import "./console.css";
import { render } from "preact";
import { watchTheme } from "../shared/theme";
import { App } from "./App";

watchTheme();
const place = document.getElementById("app")!;
place.textContent = "";
render(<App />, place);
