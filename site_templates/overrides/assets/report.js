/* What a report's pages do by themselves; each reads as well without. */
(() => {
  // A name for the search dialog: the theme gives it none.
  const dialog = document.querySelector(".md-search[role=dialog]");
  const query = document.querySelector(".md-search__input");
  if (dialog && query) dialog.setAttribute("aria-label", query.getAttribute("aria-label"));

  const value = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.v === undefined ? cell.textContent.trim() : Number(cell.dataset.v);
  };
  const order = (one, other) =>
    typeof one === "number" && typeof other === "number"
      ? one - other
      : String(one).localeCompare(String(other), document.documentElement.lang);

  const sort = (table, column, heading) => {
    const down = heading.getAttribute("aria-sort") !== "descending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
    [...table.tBodies[0].rows]
      .sort((one, other) => order(value(one, column), value(other, column)) * (down ? -1 : 1))
      .forEach((row) => table.tBodies[0].append(row));
  };

  const filter = (table) => {
    const label = document.createElement("label");
    label.className = "ar-filter";
    label.append(table.dataset.filter + " ");
    const input = document.createElement("input");
    input.type = "search";
    input.addEventListener("input", () => {
      const wanted = input.value.toLowerCase();
      for (const row of table.tBodies[0].rows)
        row.hidden = !row.textContent.toLowerCase().includes(wanted);
    });
    label.append(input);
    (table.closest(".ar-scroll") || table).before(label);
  };

  for (const table of document.querySelectorAll("table.ar-sortable")) {
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => sort(table, column, heading));
      heading.append(button);
    });
    if (table.dataset.filter) filter(table);
  }
})();
