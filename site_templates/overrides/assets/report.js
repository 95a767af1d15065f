/* What a report's pages do by themselves; each reads as well without. */
(() => {
  // A name for the search dialog: the theme gives it none.
  const dialog = document.querySelector(".md-search[role=dialog]");
  const query = document.querySelector(".md-search__input");
  if (dialog && query) dialog.setAttribute("aria-label", query.getAttribute("aria-label"));

  // The theme's search hears keys alone: a word that comes without one (pasted, spoken, chosen on a
  // keyboard for other letters) is one more key to it.
  if (query) query.addEventListener("input", () => query.dispatchEvent(new Event("keyup")));

  // The menu of a narrow page by keyboard: the theme's is made of labels, which nobody can step to.
  const drawer = document.getElementById("__drawer");
  const label = document.querySelector(".md-header__button[for=__drawer]");
  const navigation = document.querySelector(".md-nav--primary");
  if (drawer && label && navigation) {
    const menu = document.createElement("button");
    const told = () => menu.setAttribute("aria-expanded", drawer.checked);
    menu.type = "button";
    menu.className = label.className + " ar-menu";
    menu.setAttribute("aria-label", navigation.getAttribute("aria-label"));
    menu.append(...label.childNodes);
    label.replaceWith(menu);
    told();
    menu.addEventListener("click", () => drawer.click());
    drawer.addEventListener("change", () => {
      told();
      const list = navigation.querySelector(".md-nav__toggle:checked ~ .md-nav") || navigation;
      if (drawer.checked) list.querySelector("a").focus();
    });
    for (const back of navigation.querySelectorAll(".md-nav .md-nav__title")) back.tabIndex = 0;
    navigation.addEventListener("change", ({ target }) =>
      target.parentElement.querySelector(target.checked ? ".md-nav a" : "label").focus(),
    );
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !drawer.checked) return;
      drawer.click();
      menu.focus();
    });
  }

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

/* The reader's own calculation: numbers assumed, times the client's figures. Nothing leaves the page. */
(() => {
  const language = document.documentElement.lang;
  for (const box of document.querySelectorAll(".ar-assume")) {
    const money = new Intl.NumberFormat(language, {
      style: "currency",
      currency: box.dataset.currency,
      maximumSignificantDigits: 2,
    });
    const result = document.createElement("output");
    const inputs = [...box.querySelectorAll("p[data-each]")].map((line) => {
      const label = document.createElement("label");
      const input = document.createElement("input");
      input.type = "number";
      input.min = "0";
      input.max = line.dataset.highest;
      input.step = line.dataset.step;
      input.inputMode = "decimal";
      label.append(...line.childNodes, " ", input);
      line.append(label);
      return [input, Number(line.dataset.each)];
    });
    const add = () => {
      const valid = inputs.every(([input]) => input.checkValidity());
      const given = inputs.some(([input]) => input.value !== "");
      const sum = inputs.reduce((sum, [input, each]) => sum + (input.valueAsNumber || 0) * each, 0);
      result.textContent = valid && given ? box.dataset.result.replace("%", money.format(sum)) : "";
    };
    for (const [input] of inputs) input.addEventListener("input", add);
    result.setAttribute("aria-live", "polite");
    box.append(result);
    box.classList.add("ar-live");
  }
})();
