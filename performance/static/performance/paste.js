// What a browser copies from a web page or from Word is markup with its tables; a text field alone would lose it.
const field = document.getElementById("id_pasted");
const told = document.getElementById("pasted-told");

field?.addEventListener("paste", (event) => {
  const markup = event.clipboardData?.getData("text/html");
  if (!markup) return;
  event.preventDefault();
  field.value = markup;
  const tables = new DOMParser().parseFromString(markup, "text/html").querySelectorAll("table").length;
  told.textContent = tables ? `已粘贴，含 ${tables} 张表。` : "已粘贴，其中没有表格。";
});
