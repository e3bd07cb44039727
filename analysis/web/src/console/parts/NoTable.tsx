// A cluster without tables: make one here, or in the application.
import { useConsole } from "../context";

export function NoTable() {
  const { state, mayChange, command } = useConsole();
  return (
    <div class="card">
      <p>{state.run ? "The table is being made." : <>There is no table yet. Your application makes one with CreateTable, or `lastwrite up --table FILE` does.</>}</p>
      {mayChange && (
        <button type="button" onClick={() => command("/table", PLAYGROUND)}>Make the table Playground, with the key id</button>
      )}
    </div>
  );
}

const PLAYGROUND = {
  TableName: "Playground",
  BillingMode: "PAY_PER_REQUEST",
  KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
  AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
};
