"use strict";
// Filter, search, and a value beside its words. Without scripts every finding is shown and the links lead both ways.
const form = document.getElementById("filter");
if (form) {
  const findings = [...document.querySelectorAll(".finding")].map((item) => ({
    item,
    words: item.textContent.toLowerCase(),
    check: item.closest(".check"),
    severity: item.closest(".severity"),
  }));
  const filter = () => {
    const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const severities = [...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value);
    const check = form.elements.check.value;
    let shown = 0;
    for (const each of findings) {
      const fits = severities.includes(each.severity.dataset.severity)
        && (!check || each.check.dataset.check === check)
        && words.every((word) => each.words.includes(word));
      each.item.hidden = !fits;
      shown += fits;
    }
    const filtered = words.length > 0 || check !== "";
    for (const group of document.querySelectorAll(".check, .severity")) {
      group.hidden = !group.querySelector(".finding:not([hidden])");
      if (filtered && !group.hidden && group.matches("details")) group.open = true;
    }
    form.elements.shown.value = `${shown} of ${findings.length} shown`;
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
}

const chosen = document.getElementById("chosen");
const choose = (numbers) => {
  for (const each of document.querySelectorAll(".on")) each.classList.remove("on");
  const said = [];
  for (const number of numbers) {
    const row = document.getElementById(`v${number}`);
    const words = [...document.querySelectorAll(`[data-values~="${number}"]`)];
    row.classList.add("on");
    for (const word of words) word.classList.add("on");
    const table = row.closest("tbody").className;
    const [field, value, rule] = ["th", "td :first-child", ".rule"].map((part) => row.querySelector(part).textContent);
    said.push(rule ? `${table}.${field} = ${value} (${rule})` : `${table}.${field} = ${value}`);
  }
  chosen.textContent = said.join("  ·  ");
  chosen.hidden = said.length === 0;
};
// Pages that stand beside the text scroll on their own; where they stand above it, nothing is moved.
const showBeside = (box) => {
  if (!box) return;
  const sheets = box.closest(".sheets");
  const [seen, here] = [sheets, box].map((each) => each.getBoundingClientRect());
  if (here.top < seen.top || here.bottom > seen.bottom) {
    sheets.scrollBy({ top: here.top - seen.top - seen.height / 3 });
  }
};
document.addEventListener("click", (event) => {
  const word = event.target.closest("a.read");
  const value = event.target.closest(".values a:not(.out)");
  if (!word && !value) return;
  event.preventDefault();
  const numbers = word ? word.dataset.values.split(" ") : [value.closest("tr").dataset.value];
  choose(numbers);
  const row = document.getElementById(`v${numbers[0]}`);
  (word ? row : document.querySelector(value.hash))?.scrollIntoView({ block: "nearest" });
  const box = word ? `.print a[data-values="${word.dataset.values}"]` : row.querySelector(".seen")?.hash;
  if (box && !(word || value).matches(".print a, .seen")) showBeside(document.querySelector(box));
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") choose([]);
});

// What is folded on the screen is on paper, too.
let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("details:not([open])")];
  for (const each of folded) each.open = true;
});
addEventListener("afterprint", () => {
  for (const each of folded) each.open = false;
});
