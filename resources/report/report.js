// Filters and sorts what the page already has; without it everything is there, too.
(function () {
  "use strict";
  document.documentElement.classList.add("scripted");
  // <input data-filters="id">: shows the rows (and the folds around them) whose text has all its words.
  document.querySelectorAll("[data-filters]").forEach(function (input) {
    var scope = document.getElementById(input.dataset.filters);
    var wait = 0;
    function apply() {
      var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      scope.querySelectorAll("tbody tr").forEach(function (row) {
        var text = row.textContent.toLowerCase();
        row.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
      });
      scope.querySelectorAll("details").forEach(function (fold) {
        var some = fold.querySelector("tbody tr:not([hidden])") !== null;
        fold.hidden = words.length > 0 && !some;
        fold.open = words.length > 0 && some;
      });
    }
    input.addEventListener("input", function () { clearTimeout(wait); wait = setTimeout(apply, 120); });
  });
  // <input type=checkbox data-hides="id" data-class="x">: hides the rows of that class.
  document.querySelectorAll("[data-hides]").forEach(function (box) {
    function apply() {
      document.querySelectorAll("#" + box.dataset.hides + " tr." + box.dataset.class).forEach(function (row) { row.style.display = box.checked ? "none" : ""; });
    }
    box.addEventListener("change", apply);
    apply();
  });
  // Tables of class "sorts": a click on a head sorts by it; cells may carry data-key.
  document.querySelectorAll("table.sorts").forEach(function (table) {
    var body = table.tBodies[0];
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
      head.classList.add("sortable");
      head.tabIndex = 0;
      function key(row) { var cell = row.cells[column]; return cell.dataset.key === undefined ? cell.textContent : Number(cell.dataset.key); }
      function sort() {
        var down = head.getAttribute("aria-sort") === "ascending" || (head.getAttribute("aria-sort") === null && head.classList.contains("number"));
        Array.prototype.forEach.call(table.tHead.rows[0].cells, function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        Array.prototype.slice.call(body.rows).sort(function (a, b) {
          var x = key(a), y = key(b), order = typeof x === "number" ? x - y : String(x).localeCompare(String(y));
          return down ? -order : order;
        }).forEach(function (row) { body.appendChild(row); });
      }
      head.addEventListener("click", sort);
      head.addEventListener("keydown", function (event) { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); sort(); } });
    });
  });
})();
